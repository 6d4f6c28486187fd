package se.samspel.packs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import se.samspel.core.Pack;
import se.samspel.core.PackChange;
import se.samspel.core.PackRow;

/**
 * What a pack holds in comparison with what was loaded of it before. A row that another pack has
 * loaded with the same content is shared: it is loaded once, and ends when the last pack that holds
 * it lets it go.
 *
 * @param before hash of each row that was loaded
 * @param after hash of each row that the pack holds
 * @param hashes hash by row
 * @param written rows to note as loaded by this pack
 * @param put rows to load
 * @param gone rows to forget
 * @param removed rows to end
 * @param added how many of those written have a new key
 */
record Difference(
    Map<LoadedRowTable.Key, String> before,
    Map<LoadedRowTable.Key, String> after,
    Map<PackRow, String> hashes,
    List<PackRow> written,
    Map<String, List<PackRow>> put,
    List<PackRow> gone,
    Map<String, List<PackRow>> removed,
    int added) {

  /**
   * Compares the pack with what was loaded.
   *
   * @param faults takes rows that another pack holds with other content
   */
  static Difference between(ReadPack pack, LoadedRowTable loaded, List<PackFault> faults) {
    var before = loaded.hashes(pack.id());
    var files = new HashSet<>(pack.rows().keySet());
    before.keySet().forEach(key -> files.add(key.file()));
    var others = loaded.others(pack.id(), files);
    var after = new HashMap<LoadedRowTable.Key, String>();
    var hashes = new IdentityHashMap<PackRow, String>();
    var written = new ArrayList<PackRow>();
    var put = new ArrayList<PackRow>();
    var added = 0;
    for (var rows : pack.rows().values()) {
      for (var row : rows) {
        var key = new LoadedRowTable.Key(row.file(), row.key());
        var hash = LoadedRowTable.hash(row);
        after.put(key, hash);
        hashes.put(row, hash);
        var earlier = before.get(key);
        if (hash.equals(earlier)) {
          continue;
        }
        written.add(row);
        added += earlier == null ? 1 : 0;
        var other = others.get(key);
        if (other == null) {
          put.add(row);
        } else if (!other.hash().equals(hash)) {
          faults.add(
              new PackFault(
                  row.file(), row.line(), "", "packs.fault.other-pack", row.key(), other.pack()));
        }
      }
    }
    var goneKeys = before.keySet().stream().filter(key -> !after.containsKey(key)).toList();
    var gone = loaded.rows(pack.id(), goneKeys);
    var removed =
        gone.stream()
            .filter(row -> !others.containsKey(new LoadedRowTable.Key(row.file(), row.key())))
            .toList();
    return new Difference(
        before, after, hashes, written, byFile(put), gone, byFile(removed), added);
  }

  boolean isEmpty() {
    return written.isEmpty() && gone.isEmpty();
  }

  int changed() {
    return written.size() - added;
  }

  /** As the parts load it. */
  PackChange change(Pack pack, boolean synthetic, Instant moment) {
    return new Change(pack, put, removed, synthetic, moment);
  }

  private static Map<String, List<PackRow>> byFile(List<PackRow> rows) {
    return rows.stream().collect(Collectors.groupingBy(PackRow::file));
  }

  private record Change(
      Pack pack,
      Map<String, List<PackRow>> put,
      Map<String, List<PackRow>> removed,
      boolean synthetic,
      Instant moment)
      implements PackChange {

    @Override
    public List<PackRow> put(String file) {
      return put.getOrDefault(file, List.of());
    }

    @Override
    public List<PackRow> removed(String file) {
      return removed.getOrDefault(file, List.of());
    }
  }
}
