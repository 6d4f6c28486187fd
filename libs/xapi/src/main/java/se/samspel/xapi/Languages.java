package se.samspel.xapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Language tags (RFC 5646) and the choice of one language for a reader. */
public final class Languages {

  // RFC 5646 §2.1: langtag, private use alone, or one of the irregular tags.
  private static final Pattern TAG =
      Pattern.compile(
          "(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4}|[A-Za-z]{5,8})"
              + "(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
              + "(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
              + "((?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*)"
              + "(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?");
  private static final Pattern PRIVATE = Pattern.compile("[Xx](?:-[A-Za-z0-9]{1,8})+");
  private static final java.util.Set<String> IRREGULAR =
      java.util.Set.of(
          "en-gb-oed",
          "i-ami",
          "i-bnn",
          "i-default",
          "i-enochian",
          "i-hak",
          "i-klingon",
          "i-lux",
          "i-mingo",
          "i-navajo",
          "i-pwn",
          "i-tao",
          "i-tay",
          "i-tsu",
          "sgn-be-fr",
          "sgn-be-nl",
          "sgn-ch-de",
          "art-lojban",
          "cel-gaulish",
          "no-bok",
          "no-nyn",
          "zh-guoyu",
          "zh-hakka",
          "zh-min",
          "zh-min-nan",
          "zh-xiang");
  private static final int LONGEST = 200;

  private Languages() {}

  static boolean valid(String tag) {
    if (tag.length() > LONGEST) {
      return false;
    }
    var match = TAG.matcher(tag);
    if (!match.matches()) {
      return PRIVATE.matcher(tag).matches() || IRREGULAR.contains(tag.toLowerCase(Locale.ROOT));
    }
    return singletonsOnce(String.valueOf(match.group(1)));
  }

  private static boolean singletonsOnce(String extensions) {
    var seen = new HashSet<String>();
    for (var part : extensions.toLowerCase(Locale.ROOT).split("-")) {
      if (part.length() == 1 && !seen.add(part)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The entry of a language map that suits the reader best: a wish is met by the same tag, by a
   * wider one (sv for sv-FI) or by a narrower one (en-GB for en); else the first entry.
   *
   * @param map tags to texts
   * @param wishes tags by falling wish, as {@link #wishes} reads them
   */
  static Optional<Map.Entry<String, Json>> best(Map<String, Json> map, List<String> wishes) {
    for (var wish : wishes) {
      if (wish.equals("*")) {
        break;
      }
      for (var wider = wish; !wider.isEmpty(); wider = wider(wider)) {
        for (var entry : map.entrySet()) {
          if (entry.getKey().equalsIgnoreCase(wider)) {
            return Optional.of(entry);
          }
        }
      }
      for (var entry : map.entrySet()) {
        if (entry.getKey().toLowerCase(Locale.ROOT).startsWith(wish + "-")) {
          return Optional.of(entry);
        }
      }
    }
    return map.entrySet().stream().findFirst();
  }

  private static String wider(String tag) {
    var cut = tag.lastIndexOf('-');
    return cut < 0 ? "" : tag.substring(0, cut);
  }

  /**
   * The tags of an {@code Accept-Language} header in lower case, most wished first; what can't be
   * read is passed over.
   */
  public static List<String> wishes(String header) {
    record Wish(String tag, double weight) {}
    var wishes = new ArrayList<Wish>();
    for (var part : header.split(",", 50)) {
      var pieces = part.strip().split(";", 4);
      var weight = 1.0;
      for (int i = 1; i < pieces.length; i++) {
        var piece = pieces[i].strip();
        if (piece.startsWith("q=") && piece.matches("q=[01](\\.\\d{0,3})?")) {
          weight = Double.parseDouble(piece.substring(2));
        }
      }
      if (!pieces[0].isBlank() && weight > 0) {
        wishes.add(new Wish(pieces[0].strip().toLowerCase(Locale.ROOT), weight));
      }
    }
    return wishes.stream()
        .sorted(java.util.Comparator.comparingDouble(Wish::weight).reversed())
        .map(Wish::tag)
        .toList();
  }
}
