package se.samspel.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.samspel.core.Changes;
import se.samspel.core.Pack;
import se.samspel.core.PackChange;
import se.samspel.core.PackPart;
import se.samspel.core.PackRow;
import se.samspel.core.Person;

/**
 * A programme pack as a test writes it, for trying one module's part alone. Cells are separated by
 * {@code |}.
 */
public final class GivenPack implements Pack {

  private final Map<String, List<PackRow>> files = new LinkedHashMap<>();

  /** The pack with a file: the first line names the columns. */
  public GivenPack with(String file, String... lines) {
    var columns = lines[0].split("\\|", -1);
    var rows = new ArrayList<PackRow>();
    for (int i = 1; i < lines.length; i++) {
      var cells = lines[i].split("\\|", -1);
      var row = new LinkedHashMap<String, String>();
      for (int c = 0; c < columns.length; c++) {
        row.put(columns[c], cells[c]);
      }
      rows.add(new PackRow(file, i + 1, cells[0], row));
    }
    files.put(file, rows);
    return this;
  }

  @Override
  public String id() {
    return "given";
  }

  @Override
  public List<PackRow> rows(String file) {
    return files.getOrDefault(file, List.of());
  }

  @Override
  public Set<String> keys(String file) {
    return rows(file).stream().map(PackRow::key).collect(Collectors.toSet());
  }

  /** The faults that the part finds, each as {@code file:line:column:message key}. */
  public List<String> faults(PackPart part) {
    var faults = new ArrayList<String>();
    part.check(
        this,
        (row, column, key, arguments) ->
            faults.add(row.file() + ":" + row.line() + ":" + column + ":" + key));
    return faults;
  }

  /** Loads the pack as it stands, over the one loaded before it where there is one. */
  public void load(TestApp app, PackPart part, Optional<GivenPack> before) {
    app.as(
        Person.SYSTEM,
        () -> {
          var moment =
              app.bean(Changes.class)
                  .record(
                      new Changes.Change(
                          "pack-loaded",
                          "pack",
                          id(),
                          Optional.empty(),
                          Optional.empty(),
                          Optional.empty()));
          part.load(new Difference(this, before, moment));
          return moment;
        });
  }

  private record Difference(GivenPack pack, Optional<GivenPack> before, Instant moment)
      implements PackChange {

    @Override
    public List<PackRow> put(String file) {
      var old = before.stream().flatMap(it -> it.rows(file).stream()).map(PackRow::cells).toList();
      return pack.rows(file).stream().filter(row -> !old.contains(row.cells())).toList();
    }

    @Override
    public List<PackRow> removed(String file) {
      var keys = pack.rows(file).stream().map(row -> identity(file, row)).toList();
      return before.stream()
          .flatMap(it -> it.rows(file).stream())
          .filter(row -> !keys.contains(identity(file, row)))
          .toList();
    }

    private static List<String> identity(String file, PackRow row) {
      var columns =
          switch (file) {
            case "recommendations.csv" -> List.of("number", "edition");
            case "observations.csv" ->
                List.of("indicator", "region", "sex", "age", "period", "unit");
            default -> List.of(row.cells().keySet().iterator().next());
          };
      return columns.stream().map(row::get).toList();
    }

    @Override
    public boolean synthetic() {
      return false;
    }
  }

  /** Lines without the margin that a text block leaves. */
  public static String[] lines(String block) {
    return Arrays.stream(block.split("\n")).filter(it -> !it.isBlank()).toArray(String[]::new);
  }
}
