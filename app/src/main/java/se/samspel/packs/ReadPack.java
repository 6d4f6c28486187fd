package se.samspel.packs;

import java.util.AbstractSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.samspel.core.Pack;
import se.samspel.core.PackRow;

/**
 * A pack whose files have been read.
 *
 * @param id the pack's identity
 * @param rows the rows without a fault of form, by file
 * @param ownKeys the keys of every row, by file
 * @param unsure files that could not be read whole, so that any key may be in them
 * @param otherKeys the keys that other packs have loaded of a file
 * @param known what {@code keys} has answered
 */
record ReadPack(
    String id,
    Map<String, List<PackRow>> rows,
    Map<String, Set<String>> ownKeys,
    Set<String> unsure,
    Function<String, Set<String>> otherKeys,
    Map<String, Set<String>> known)
    implements Pack {

  ReadPack(
      String id,
      Map<String, List<PackRow>> rows,
      Map<String, Set<String>> ownKeys,
      Set<String> unsure,
      Function<String, Set<String>> otherKeys) {
    this(id, rows, ownKeys, unsure, otherKeys, new HashMap<>());
  }

  @Override
  public List<PackRow> rows(String file) {
    return rows.getOrDefault(file, List.of());
  }

  @Override
  public Set<String> keys(String file) {
    return known.computeIfAbsent(
        file,
        name -> {
          var all = new HashSet<>(otherKeys.apply(name));
          all.addAll(ownKeys.getOrDefault(name, Set.of()));
          return unsure.contains(name) ? new Unsure(all) : all;
        });
  }

  int size() {
    return rows.values().stream().mapToInt(List::size).sum();
  }

  /**
   * The keys of a file that could not be read whole. It is told as faulty already; a reference into
   * it isn't told a second time.
   */
  private static final class Unsure extends AbstractSet<String> {
    private final Set<String> seen;

    Unsure(Set<String> seen) {
      this.seen = seen;
    }

    @Override
    public boolean contains(@Nullable Object key) {
      return true;
    }

    @Override
    public Iterator<String> iterator() {
      return seen.iterator();
    }

    @Override
    public int size() {
      return seen.size();
    }
  }
}
