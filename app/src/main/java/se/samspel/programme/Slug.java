package se.samspel.programme;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Identities that people can read, made of what a thing is called. */
final class Slug {

  private static final int LONGEST = 48;

  /** Parts of addresses that are no identities. */
  private static final Set<String> RESERVED =
      Set.of("ny", "nytt", "luckor", "organ", "moten", "dokument", "atgarder");

  private Slug() {}

  /**
   * The title in lower case with hyphens and nothing else than a–z and 0–9, with a number behind
   * where it is taken.
   */
  static String of(String title, Predicate<String> taken) {
    var plain =
        Normalizer.normalize(title.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    if (plain.length() > LONGEST) {
      int cut = plain.lastIndexOf('-', LONGEST);
      plain = plain.substring(0, cut > 0 ? cut : LONGEST);
    }
    var base = plain.isEmpty() ? "post" : plain;
    var free = base;
    for (int n = 2; RESERVED.contains(free) || taken.test(free); n++) {
      free = base + "-" + n;
    }
    return free;
  }
}
