package se.samspel.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What differs between two versions of a text, word by word: the shortest set of removals and
 * additions that turns the one into the other. White space alone is no difference.
 *
 * <p>Source of the method: E. W. Myers, An O(ND) difference algorithm and its variations, 1986.
 *
 * @param parts in reading order; neighbours are never of the same kind
 */
public record TextDiff(List<Part> parts) {

  /** What became of a part of the text. */
  public enum Kind {
    SAME,
    REMOVED,
    ADDED
  }

  /** A run of words with what became of it. */
  public record Part(Kind kind, String text) {}

  // Past so many differing words the texts have little in common, and side by side reads better.
  private static final int MOST_DIFFERENCES = 2_000;

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{N}]+(?:[-–'’.,:/][\\p{L}\\p{N}]+)*\\s*|\\S\\s*");

  /** The difference between the earlier and the later text. */
  public static TextDiff of(String before, String after) {
    var old = words(before);
    var now = words(after);
    int start = 0;
    while (start < old.size() && start < now.size() && same(old.get(start), now.get(start))) {
      start++;
    }
    int end = 0;
    while (end < old.size() - start
        && end < now.size() - start
        && same(old.get(old.size() - 1 - end), now.get(now.size() - 1 - end))) {
      end++;
    }
    var parts = new Joining();
    now.subList(0, start).forEach(word -> parts.add(Kind.SAME, word));
    middle(old.subList(start, old.size() - end), now.subList(start, now.size() - end), parts);
    now.subList(now.size() - end, now.size()).forEach(word -> parts.add(Kind.SAME, word));
    return new TextDiff(parts.done());
  }

  /** Whether the two texts say the same. */
  public boolean unchanged() {
    return parts.stream().allMatch(part -> part.kind() == Kind.SAME);
  }

  private static List<String> words(String text) {
    return WORD.matcher(text.strip()).results().map(MatchResult::group).toList();
  }

  private static boolean same(String one, String other) {
    return one.strip().equals(other.strip());
  }

  private static void middle(List<String> old, List<String> now, Joining parts) {
    var trail = trail(old, now);
    if (trail.isEmpty()) {
      old.forEach(word -> parts.add(Kind.REMOVED, word));
      now.forEach(word -> parts.add(Kind.ADDED, word));
      return;
    }
    var backwards = new ArrayList<Part>();
    int x = old.size();
    int y = now.size();
    for (int d = trail.size() - 1; d >= 0; d--) {
      var reached = trail.get(d);
      int k = x - y;
      boolean down = k == -d || (k != d && reached[d + k] < reached[d + k + 2]);
      int fromX = d == 0 ? 0 : (down ? reached[d + k + 2] : reached[d + k]);
      int fromY = d == 0 ? 0 : fromX - (down ? k + 1 : k - 1);
      int runX = d == 0 ? 0 : (down ? fromX : fromX + 1);
      while (x > runX) {
        backwards.add(new Part(Kind.SAME, now.get(y - 1)));
        x--;
        y--;
      }
      if (d > 0) {
        backwards.add(
            down ? new Part(Kind.ADDED, now.get(fromY)) : new Part(Kind.REMOVED, old.get(fromX)));
      }
      x = fromX;
      y = fromY;
    }
    backwards.reversed().forEach(part -> parts.add(part.kind(), part.text()));
  }

  /**
   * How far along the old text each diagonal reached before each further difference: entry {@code
   * d} holds diagonals {@code -d-1 … d+1} at index {@code k + d + 1}. Empty when the texts differ
   * by more than {@link #MOST_DIFFERENCES}.
   */
  private static List<int[]> trail(List<String> old, List<String> now) {
    int most = Math.min(old.size() + now.size(), MOST_DIFFERENCES);
    var reach = new int[2 * most + 3];
    int middle = most + 1;
    var trail = new ArrayList<int[]>();
    for (int d = 0; d <= most; d++) {
      trail.add(java.util.Arrays.copyOfRange(reach, middle - d - 1, middle + d + 2));
      for (int k = -d; k <= d; k += 2) {
        boolean down = k == -d || (k != d && reach[middle + k - 1] < reach[middle + k + 1]);
        int x = d == 0 ? 0 : (down ? reach[middle + k + 1] : reach[middle + k - 1] + 1);
        int y = x - k;
        while (x < old.size() && y < now.size() && same(old.get(x), now.get(y))) {
          x++;
          y++;
        }
        reach[middle + k] = x;
        if (x >= old.size() && y >= now.size()) {
          return trail;
        }
      }
    }
    return List.of();
  }

  /** Joins words of the same kind into parts. */
  private static final class Joining {
    private final List<Part> parts = new ArrayList<>();

    void add(Kind kind, String text) {
      if (!parts.isEmpty() && parts.getLast().kind() == kind) {
        parts.set(parts.size() - 1, new Part(kind, parts.getLast().text() + text));
      } else {
        parts.add(new Part(kind, text));
      }
    }

    List<Part> done() {
      return List.copyOf(parts);
    }
  }
}
