package se.samspel.packs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.samspel.core.PackFile;
import se.samspel.core.PackRow;

/**
 * Makes rows of sheets, and tells what is wrong with their form: files and columns that nobody
 * knows, columns that are missing, blank cells that must be filled, two rows with one key, cells
 * that a spreadsheet would run.
 */
final class Reading {

  /** Between the columns of a key that has several. */
  static final String KEY_SEPARATOR = "|";

  /** What a spreadsheet runs as a formula; a number or a phone number with a sign is none. */
  private static final Pattern FORMULA = Pattern.compile("[=@\\t].*|[+-].*", Pattern.DOTALL);

  private static final Pattern SIGNED_NUMBER = Pattern.compile("[+-][\\d .,()-]+");

  private final Map<String, PackFile> declared;
  private final List<PackFault> faults;
  private final Map<String, List<PackRow>> rows = new LinkedHashMap<>();
  private final Map<String, Set<String>> keys = new HashMap<>();
  private final Set<String> unsure = new HashSet<>();

  Reading(Map<String, PackFile> declared, List<PackFault> faults) {
    this.declared = declared;
    this.faults = faults;
  }

  /** Reads one file. */
  void add(Sheet sheet) {
    if (!sheet.whole()) {
      unsure.add(sheet.file());
    }
    var file = declared.get(sheet.file());
    if (file == null) {
      faults.add(
          new PackFault(
              sheet.file(),
              0,
              "",
              "packs.fault.unknown-file",
              nearest(sheet.file(), declared.keySet())));
      return;
    }
    if (sheet.rows().isEmpty()) {
      if (sheet.whole()) {
        faults.add(
            new PackFault(
                file.name(), 1, "", "packs.fault.empty", String.join(",", file.columns())));
      }
      unsure.add(file.name());
      return;
    }
    var header = sheet.rows().getFirst().cells().stream().map(String::strip).toList();
    if (!readHeader(file, sheet.rows().getFirst().line(), header)) {
      unsure.add(file.name());
      return;
    }
    readRows(file, header, sheet.rows().subList(1, sheet.rows().size()));
  }

  /** What was read. */
  ReadPack pack(String id, Function<String, Set<String>> otherKeys) {
    return new ReadPack(id, rows, keys, unsure, otherKeys);
  }

  /** The known name that takes the fewest letters to reach. */
  private static String nearest(String name, Set<String> known) {
    return known.stream()
        .min(
            Comparator.comparing((String other) -> distance(name, other))
                .thenComparing(Comparator.naturalOrder()))
        .orElse("");
  }

  /** How many letters must be put in, taken out or changed (Levenshtein). */
  private static int distance(String one, String other) {
    var row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        var changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

  /** Whether the rows below can be understood. */
  private boolean readHeader(PackFile file, int line, List<String> header) {
    var columns = String.join(",", file.columns());
    if (header.size() == 1 && header.getFirst().contains(";")) {
      faults.add(new PackFault(file.name(), line, "", "packs.fault.semicolon"));
      return false;
    }
    var seen = new HashSet<String>();
    for (var column : header) {
      if (!file.columns().contains(column)) {
        faults.add(new PackFault(file.name(), line, column, "packs.fault.unknown-column", columns));
      } else if (!seen.add(column)) {
        faults.add(new PackFault(file.name(), line, column, "packs.fault.column-twice"));
      }
    }
    var readable = true;
    for (var column : file.required()) {
      if (!header.contains(column)) {
        faults.add(new PackFault(file.name(), line, column, "packs.fault.missing-column", columns));
        readable = false;
      }
    }
    return readable;
  }

  private void readRows(PackFile file, List<String> header, List<Sheet.Row> below) {
    var good = new ArrayList<PackRow>(below.size());
    var lineByKey = new HashMap<String, Integer>();
    for (var row : below) {
      var before = faults.size();
      if (row.cells().size() != header.size()) {
        faults.add(
            new PackFault(
                file.name(),
                row.line(),
                "",
                "packs.fault.cells",
                row.cells().size(),
                header.size()));
      }
      var cells = new LinkedHashMap<String, String>();
      for (int i = 0; i < Math.min(header.size(), row.cells().size()); i++) {
        var text = row.cells().get(i).strip();
        checkCell(file, row.line(), header.get(i), row.cells().get(i));
        if (!text.isEmpty()) {
          cells.put(header.get(i), text);
        }
      }
      if (row.cells().size() == header.size()) {
        for (var column : file.required()) {
          if (!cells.containsKey(column)) {
            faults.add(new PackFault(file.name(), row.line(), column, "packs.fault.blank"));
          }
        }
      }
      var key =
          file.key().stream()
              .map(column -> cells.getOrDefault(column, ""))
              .collect(Collectors.joining(KEY_SEPARATOR));
      var earlier = lineByKey.putIfAbsent(key, row.line());
      if (earlier != null && faults.size() == before) {
        faults.add(
            new PackFault(
                file.name(),
                row.line(),
                String.join(", ", file.key()),
                "packs.fault.key-twice",
                key,
                earlier));
      }
      if (faults.size() == before) {
        good.add(new PackRow(file.name(), row.line(), key, Map.copyOf(cells)));
      }
    }
    rows.put(file.name(), good);
    keys.put(file.name(), lineByKey.keySet());
  }

  private void checkCell(PackFile file, int line, String column, String cell) {
    var text = cell.strip();
    if (FORMULA.matcher(text).matches() && !SIGNED_NUMBER.matcher(text).matches()) {
      faults.add(new PackFault(file.name(), line, column, "packs.fault.formula", text));
    } else if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
      faults.add(new PackFault(file.name(), line, column, "packs.fault.control"));
    }
  }
}
