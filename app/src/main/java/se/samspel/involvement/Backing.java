package se.samspel.involvement;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import se.samspel.core.Pack;

/**
 * What an involvement record or a waiver may stand behind: that which it is about, and nothing
 * else.
 *
 * <p>Source: coordination reference §1, involvement on every link.
 */
public final class Backing {

  private Backing() {}

  /**
   * Whether a record about the subject stands behind one of the things, each written {@code
   * kind:id}. A record about an edition, {@code recommendation:4@2}, is about the recommendation.
   */
  public static boolean of(String subject, Collection<String> things) {
    return things.contains(subject) || things.contains(subject.replaceFirst("@.*", ""));
  }

  /** The subjects of the records and waivers that the pack holds itself, by key. */
  public static Map<String, String> subjects(Pack pack) {
    var subjects = new HashMap<String, String>();
    pack.rows(InvolvementPack.RECORDS)
        .forEach(row -> subjects.put(Involvements.RECORD + row.get("id"), row.get("subject")));
    pack.rows(InvolvementPack.WAIVERS)
        .forEach(row -> subjects.put(Involvements.WAIVER + row.get("id"), row.get("subject")));
    return subjects;
  }
}
