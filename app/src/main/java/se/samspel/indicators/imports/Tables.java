package se.samspel.indicators.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import se.samspel.core.Workbooks;

/**
 * Tables handed in as CSV (comma, semicolon or tab; UTF-8) or as the first sheet of a workbook,
 * read a line at a time. The first line names the columns. A formula is refused: what it showed
 * when the file was saved need not be what it means.
 */
final class Tables {

  /** Most bytes that a workbook may unpack to; its parts are counted before any is read. */
  static final long MOST_UNPACKED = 100_000_000;

  private static final int MOST_ENTRIES = 1_000;
  private static final int MOST_COLUMNS = 200;

  private Tables() {}

  /**
   * A line of a table.
   *
   * @param number from 1, the header being 1
   * @param cells text by column name, blank ones left out
   * @param addresses where each column's cell stands, such as {@code F3}
   */
  record Line(String part, int number, Map<String, String> cells, Map<String, String> addresses) {

    Optional<String> find(String column) {
      return Optional.ofNullable(cells.get(column));
    }

    String get(String column) {
      return cells.getOrDefault(column, "");
    }

    Place place() {
      return new Place(part, number, "");
    }

    Place place(String column) {
      return new Place(part, number, column + " (" + addresses.getOrDefault(column, "?") + ")");
    }
  }

  /** What a table's columns may be called. */
  record Columns(Map<String, Set<String>> names, List<String> required) {

    /** The column that a heading names, empty when it names none. */
    Optional<String> of(String heading) {
      var plain = plain(heading);
      return names.entrySet().stream()
          .filter(it -> it.getKey().equals(plain) || it.getValue().contains(plain))
          .map(Map.Entry::getKey)
          .findFirst();
    }
  }

  /** A heading in lower case a–z, digits and single underscores. */
  static String plain(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replace('å', 'a')
        .replace('ä', 'a')
        .replace('ö', 'o')
        .replaceAll("[^a-z0-9]+", "_")
        .replaceAll("^_|_$", "");
  }

  /** The letters of a spreadsheet's column, the first being 0. */
  static String letters(int column) {
    var letters = "";
    for (int left = column; left >= 0; left = left / 26 - 1) {
      letters = (char) ('A' + left % 26) + letters;
    }
    return letters;
  }

  /**
   * Reads the lines below the heading.
   *
   * @throws Unreadable when the file is no table, is broken off, or lacks a column
   */
  static void read(Extract.Part part, Columns columns, Gathering gathering, Consumer<Line> each) {
    if (Texts.isHtml(part.content())) {
      throw new Unreadable(Place.whole(part.location()), "import.fault.html");
    }
    // The library wants some bytes to look at.
    boolean isLong = part.content().length >= 8;
    if (isLong && ReadableWorkbook.isOLE2Header(part.content())) {
      throw new Unreadable(Place.whole(part.location()), "import.fault.old-workbook");
    }
    if (isLong && ReadableWorkbook.isOOXMLZipHeader(part.content())) {
      workbook(part, columns, gathering, each);
    } else {
      csv(part, columns, gathering, each);
    }
  }

  // CSV

  private static void csv(
      Extract.Part part, Columns columns, Gathering gathering, Consumer<Line> each) {
    var text = Texts.utf8(part);
    var format =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter(text)).setIgnoreEmptyLines(true).get();
    int line = 1;
    try (var parser = CSVParser.parse(new StringReader(text), format)) {
      List<Optional<String>> header = null;
      for (var record : parser) {
        line = (int) Math.max(1, parser.getCurrentLineNumber());
        var cells = new ArrayList<String>(record.toList());
        if (header == null) {
          header = header(part.location(), line, cells, columns, gathering);
          continue;
        }
        if (cells.stream().allMatch(String::isBlank)) {
          continue;
        }
        if (cells.size() != header.size()) {
          gathering.fault(
              new Place(part.location(), line, ""),
              "import.fault.cells",
              cells.size(),
              header.size());
          continue;
        }
        each.accept(line(part.location(), line, header, cells));
      }
      if (header == null) {
        throw new Unreadable(Place.whole(part.location()), "import.fault.empty");
      }
    } catch (IOException | UncheckedIOException broken) {
      throw new Unreadable(new Place(part.location(), line, ""), "import.fault.broken-csv");
    }
  }

  private static char delimiter(String text) {
    int end = text.indexOf('\n');
    var first = end < 0 ? text : text.substring(0, end);
    char best = ',';
    for (char it : new char[] {';', '\t'}) {
      if (first.chars().filter(c -> c == it).count()
          > first.chars().filter(c -> c == ',').count()) {
        best = it;
      }
    }
    return best;
  }

  // Workbooks

  private static void workbook(
      Extract.Part part, Columns columns, Gathering gathering, Consumer<Line> each) {
    measure(part);
    try (var book =
        new ReadableWorkbook(
            new ByteArrayInputStream(part.content()), new ReadingOptions(true, true))) {
      sheet(part, book.getFirstSheet(), columns, gathering, each);
    } catch (Unreadable known) {
      throw known;
    } catch (IOException | RuntimeException broken) {
      throw new Unreadable(Place.whole(part.location()), "import.fault.broken-workbook");
    }
  }

  private static void measure(Extract.Part part) {
    try {
      if (!Workbooks.within(part.content(), MOST_UNPACKED, MOST_ENTRIES)) {
        throw new Unreadable(
            Place.whole(part.location()), "import.fault.bomb", MOST_UNPACKED / 1_000_000);
      }
    } catch (IOException broken) {
      throw new Unreadable(Place.whole(part.location()), "import.fault.broken-workbook");
    }
  }

  private static void sheet(
      Extract.Part part, Sheet sheet, Columns columns, Gathering gathering, Consumer<Line> each)
      throws IOException {
    List<Optional<String>> header = null;
    try (var rows = sheet.openStream()) {
      for (var row : (Iterable<Row>) rows::iterator) {
        if (row.getCellCount() > MOST_COLUMNS) {
          throw new Unreadable(
              new Place(part.location(), row.getRowNum(), ""),
              "import.fault.too-many-columns",
              MOST_COLUMNS);
        }
        int before = gathering.count();
        var cells = cells(part, row, gathering);
        if (cells.stream().allMatch(String::isBlank)) {
          continue;
        }
        if (header == null) {
          header = header(part.location(), row.getRowNum(), cells, columns, gathering);
          continue;
        }
        while (cells.size() < header.size()) {
          cells.add("");
        }
        if (cells.subList(header.size(), cells.size()).stream().anyMatch(it -> !it.isBlank())) {
          gathering.fault(
              new Place(part.location(), row.getRowNum(), ""),
              "import.fault.cells",
              cells.size(),
              header.size());
        } else if (gathering.count() == before) {
          each.accept(line(part.location(), row.getRowNum(), header, cells));
        }
      }
    }
    if (header == null) {
      throw new Unreadable(Place.whole(part.location()), "import.fault.empty");
    }
  }

  private static List<String> cells(Extract.Part part, Row row, Gathering gathering) {
    var cells = new ArrayList<String>();
    for (var cell : row) {
      if (cell == null) {
        cells.add("");
        continue;
      }
      var place = new Place(part.location(), row.getRowNum(), cell.getAddress().toString());
      if (cell.getFormula() != null || cell.getType() == CellType.FORMULA) {
        gathering.fault(place, "import.fault.formula", cell.getAddress().toString());
        cells.add("=");
      } else if (cell.getType() == CellType.ERROR) {
        gathering.fault(place, "import.fault.cell-error", cell.getAddress().toString());
        cells.add("#");
      } else {
        cells.add(text(cell));
      }
    }
    return cells;
  }

  private static String text(Cell cell) {
    return switch (cell.getType()) {
      case NUMBER ->
          Workbooks.isDate(cell)
              // "2024-05" typed in a spreadsheet becomes the first of May.
              ? cell.asDate().toLocalDate().getDayOfMonth() == 1
                  ? cell.asDate().toLocalDate().toString().substring(0, 7)
                  : cell.asDate().toLocalDate().toString()
              : cell.asNumber().stripTrailingZeros().toPlainString();
      case BOOLEAN -> cell.asBoolean() ? "ja" : "nej";
      default -> Optional.ofNullable(cell.getText()).orElse("").strip();
    };
  }

  // Both

  private static List<Optional<String>> header(
      String part, int line, List<String> cells, Columns columns, Gathering gathering) {
    var header = new ArrayList<Optional<String>>();
    for (int i = 0; i < cells.size(); i++) {
      var heading = cells.get(i);
      var place = new Place(part, line, letters(i) + line);
      var column = columns.of(heading);
      if (column.isEmpty() && !heading.isBlank()) {
        gathering.fault(
            place,
            "import.fault.unknown-column",
            heading.strip(),
            String.join(", ", columns.names().keySet()));
      } else if (column.isPresent() && header.contains(column)) {
        gathering.fault(place, "import.fault.column-twice", heading.strip());
      }
      header.add(column);
    }
    var missing =
        columns.required().stream().filter(it -> !header.contains(Optional.of(it))).toList();
    if (!missing.isEmpty()) {
      throw new Unreadable(
          new Place(part, line, ""), "import.fault.missing-columns", String.join(", ", missing));
    }
    return header;
  }

  private static Line line(
      String part, int number, List<Optional<String>> header, List<String> cells) {
    var values = new LinkedHashMap<String, String>();
    var addresses = new LinkedHashMap<String, String>();
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).isPresent()) {
        addresses.put(header.get(i).get(), letters(i) + number);
        if (!cells.get(i).isBlank()) {
          values.put(header.get(i).get(), cells.get(i).strip());
        }
      }
    }
    return new Line(part, number, values, addresses);
  }
}
