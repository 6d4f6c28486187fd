package se.samspel.workshop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import se.samspel.core.Refused;
import se.samspel.core.Refused.FieldFault;
import se.samspel.core.Workbooks;

/**
 * Rows and columns as somebody pasted or uploaded them, blank rows left out.
 *
 * @param lines in order, all with equally many cells
 */
record Grid(List<Line> lines) {

  /** Largest text or file, bytes. */
  static final int MOST_BYTES = 1_000_000;

  /** Most cells with anything in them. */
  static final int MOST_VALUES = 100_000;

  private static final long MOST_UNPACKED = 50_000_000;
  private static final int MOST_COLUMNS = 100;

  /** Bytes that tell a workbook from text. */
  private static final int SIGNATURE = 8;

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Pattern SPACED = Pattern.compile("^(\\S.*?)[ \\u00a0]+(\\S+)$");

  Grid {
    lines = List.copyOf(lines);
  }

  /**
   * A row.
   *
   * @param number as the one who pasted it counts, from 1
   */
  record Line(int number, List<String> cells) {
    Line {
      cells = List.copyOf(cells);
    }
  }

  int columns() {
    return lines.isEmpty() ? 0 : lines.getFirst().cells().size();
  }

  /** The grid as text that reads back as the same grid: tabs between cells. */
  String text() {
    var out = new StringBuilder();
    var number = 1;
    for (var line : lines) {
      // Blank lines keep the numbers that a fault names.
      for (; number < line.number(); number++) {
        out.append('\n');
      }
      for (var i = 0; i < line.cells().size(); i++) {
        out.append(i == 0 ? "" : "\t").append(line.cells().get(i).replaceAll("[\\t\\r\\n]+", " "));
      }
      out.append('\n');
      number++;
    }
    return out.toString();
  }

  private static Refused refused(String key, Object... arguments) {
    return Refused.fields(List.of(new FieldFault("data", key, arguments)));
  }

  /**
   * Reads text: tabs, semicolons, commas or plain spaces between the cells, whichever it uses.
   *
   * @throws Refused when it is empty, too large, or its quotes don't close
   */
  static Grid ofText(String given) {
    if (given.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw refused("workshop.fault.too-large");
    }
    var text = given.startsWith("\ufeff") ? given.substring(1) : given;
    if (text.isBlank()) {
      throw refused("workshop.fault.empty");
    }
    if (text.indexOf('\0') >= 0) {
      throw refused("workshop.fault.not-text");
    }
    var delimiter = delimiter(text);
    return delimiter.isPresent() ? delimited(text, delimiter.get()) : spaced(text);
  }

  private static Optional<Character> delimiter(String text) {
    var lines = text.lines().filter(it -> !it.isBlank()).limit(200).toList();
    for (var it : new char[] {'\t', ';'}) {
      if (lines.stream().anyMatch(line -> line.indexOf(it) >= 0)) {
        return Optional.of(it);
      }
    }
    // A comma is a decimal comma where the whole row reads as one number, or a word and a number.
    var decimal =
        lines.stream()
            .filter(it -> it.indexOf(',') >= 0)
            .allMatch(it ->
                Amount.parse(it).isPresent()
                    || !timed(it.strip()).isEmpty()
                    || decimalAfterSpace(it));
    return decimal ? Optional.empty() : Optional.of(',');
  }

  private static boolean decimalAfterSpace(String line) {
    var found = SPACED.matcher(line.strip());
    return found.matches()
        && found.group(1).indexOf(',') < 0
        && Amount.parse(found.group(2)).isPresent();
  }

  private static Grid delimited(String text, char delimiter) {
    var format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter)
            .setIgnoreEmptyLines(false)
            .setIgnoreSurroundingSpaces(true)
            .get();
    var rows = new ArrayList<Line>();
    var number = 1;
    try (var parser = CSVParser.parse(new StringReader(text), format)) {
      for (var record : parser) {
        rows.add(new Line(number, record.toList()));
        // A quoted cell may hold line breaks; the parser counts the lines it has passed.
        number = (int) parser.getCurrentLineNumber() + 1;
      }
    } catch (IOException | UncheckedIOException broken) {
      throw refused("workshop.fault.quotes", number);
    }
    return even(rows);
  }

  /** Cells parted by spaces: a period or a name, then one number. */
  private static Grid spaced(String text) {
    var rows = new ArrayList<Line>();
    var number = 1;
    for (var line : text.lines().toList()) {
      var whole = line.strip();
      var wide = whole.split(" {2,}");
      var found = SPACED.matcher(whole);
      var timed = timed(whole);
      if (timed.size() == 2) {
        rows.add(new Line(number, timed));
      } else if (whole.isEmpty()
          || Amount.parse(whole).isPresent()
          || When.parse(whole).isPresent()) {
        rows.add(new Line(number, List.of(whole)));
      } else if (wide.length > 1) {
        rows.add(new Line(number, List.of(wide)));
      } else if (found.matches()
          && (Amount.parse(found.group(2)).isPresent() || Amount.missing(found.group(2)))) {
        rows.add(new Line(number, List.of(found.group(1).strip(), found.group(2))));
      } else {
        rows.add(new Line(number, List.of(whole)));
      }
      number++;
    }
    return even(rows);
  }

  /** The shortest beginning that is a time, and a number after it; empty when it is no such row. */
  private static List<String> timed(String whole) {
    for (var at = whole.indexOf(' '); at >= 0; at = whole.indexOf(' ', at + 1)) {
      var rest = whole.substring(at).strip();
      if (When.parse(whole.substring(0, at)).isPresent()
          && (Amount.parse(rest).isPresent() || Amount.missing(rest))) {
        return List.of(whole.substring(0, at), rest);
      }
    }
    return List.of();
  }

  private static Grid even(List<Line> rows) {
    var filled =
        rows.stream().filter(it -> it.cells().stream().anyMatch(cell -> !cell.isBlank())).toList();
    if (filled.isEmpty()) {
      throw refused("workshop.fault.empty");
    }
    var columns = 0;
    var values = 0L;
    for (var row : filled) {
      for (var i = 0; i < row.cells().size(); i++) {
        if (!row.cells().get(i).isBlank()) {
          columns = Math.max(columns, i + 1);
          values++;
        }
      }
    }
    if (columns > MOST_COLUMNS) {
      throw refused("workshop.fault.too-many-columns", MOST_COLUMNS);
    }
    if (values > MOST_VALUES) {
      throw refused("workshop.fault.too-many-values");
    }
    var out = new ArrayList<Line>();
    for (var row : filled) {
      var cells = new ArrayList<String>();
      for (var i = 0; i < columns; i++) {
        cells.add(i < row.cells().size() ? row.cells().get(i).strip() : "");
      }
      out.add(new Line(row.number(), cells));
    }
    return new Grid(out);
  }

  /**
   * Reads a file: a workbook's first sheet, or text in UTF-8, or in Windows-1252 where it is not
   * UTF-8.
   *
   * @throws Refused when it is too large, of another kind, or broken
   */
  static Grid ofFile(byte[] content) {
    if (content.length > MOST_BYTES) {
      throw refused("workshop.fault.too-large");
    }
    if (content.length == 0) {
      throw refused("workshop.fault.empty");
    }
    if (content.length < SIGNATURE) {
      return ofText(decoded(content));
    }
    if (ReadableWorkbook.isOLE2Header(content)) {
      throw refused("workshop.fault.old-workbook");
    }
    if (ReadableWorkbook.isOOXMLZipHeader(content)) {
      return workbook(content);
    }
    return ofText(decoded(content));
  }

  private static String decoded(byte[] content) {
    if (content.length > 1 && (content[0] & 0xff) == 0xff && (content[1] & 0xff) == 0xfe) {
      return new String(content, StandardCharsets.UTF_16);
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException notUtf8) {
      text = new String(content, WINDOWS);
    }
    if (text.stripLeading().regionMatches(true, 0, "<!doctype", 0, 9)
        || text.stripLeading().regionMatches(true, 0, "<html", 0, 5)) {
      throw refused("workshop.fault.html");
    }
    var odd = text.chars().filter(it -> it < ' ' && it != '\t' && it != '\n' && it != '\r').count();
    if (odd > 0) {
      throw refused("workshop.fault.not-text");
    }
    return text;
  }

  private static Grid workbook(byte[] content) {
    try {
      if (!Workbooks.within(content, MOST_UNPACKED, Integer.MAX_VALUE)) {
        throw refused("workshop.fault.too-large");
      }
    } catch (IOException broken) {
      throw refused("workshop.fault.broken-workbook");
    }
    var rows = new ArrayList<Line>();
    try (var book =
        new ReadableWorkbook(new ByteArrayInputStream(content), new ReadingOptions(true, true))) {
      try (var sheet = book.getFirstSheet().openStream()) {
        for (var row : (Iterable<Row>) sheet::iterator) {
          rows.add(new Line(row.getRowNum(), cells(row)));
        }
      }
    } catch (Refused known) {
      throw known;
    } catch (IOException | RuntimeException broken) {
      throw refused("workshop.fault.broken-workbook");
    }
    return even(rows);
  }

  private static List<String> cells(Row row) {
    if (row.getCellCount() > MOST_COLUMNS) {
      throw refused("workshop.fault.too-many-columns", MOST_COLUMNS);
    }
    var out = new ArrayList<String>();
    for (var cell : row) {
      out.add(cell == null ? "" : text(cell));
    }
    return out;
  }

  private static String text(Cell cell) {
    var type = cell.getType();
    if (type == CellType.ERROR) {
      return Optional.ofNullable(cell.getRawValue()).orElse("#");
    }
    if (type == CellType.NUMBER || type == CellType.FORMULA) {
      // What a formula showed when the book was saved is what its owner saw.
      if (type == CellType.NUMBER && Workbooks.isDate(cell)) {
        return cell.asDate().toLocalDate().toString();
      }
      return Optional.ofNullable(cell.getRawValue()).map(Grid::plain).orElse("");
    }
    return Optional.ofNullable(cell.getText()).orElse("").strip();
  }

  private static String plain(String raw) {
    try {
      return new java.math.BigDecimal(raw)
          .round(new java.math.MathContext(15))
          .stripTrailingZeros()
          .toPlainString();
    } catch (NumberFormatException words) {
      return raw;
    }
  }
}
