package se.samspel.packs;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a CSV file and tells each fault of form with its line: UTF-8, with or without byte order
 * mark; comma between cells; cells with comma, quote or line break in double quotes; a quote within
 * such a cell doubled.
 *
 * <p>Source: RFC 4180 §2; RFC 3629. A reader of our own, because a fault must be told with the line
 * where the quote was opened, and reading must go on after one.
 */
final class CsvReading {

  private static final Charset FALLBACK = Charset.forName("windows-1252");

  private final String file;
  private final String text;
  private final List<PackFault> faults;
  private final List<Sheet.Row> rows = new ArrayList<>();
  private boolean whole;
  private int at;
  private int line = 1;

  private CsvReading(String file, String text, boolean whole, List<PackFault> faults) {
    this.file = file;
    this.text = text;
    this.whole = whole;
    this.faults = faults;
  }

  /**
   * Reads the file.
   *
   * @param faults takes what is wrong
   */
  static Sheet read(String file, byte[] bytes, List<PackFault> faults) {
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      faults.add(new PackFault(file, 0, "", "packs.fault.utf16"));
      return new Sheet(file, List.of(), false);
    }
    var start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    var known = faults.size();
    var text = decode(file, ByteBuffer.wrap(bytes, start, bytes.length - start), faults);
    var reading = new CsvReading(file, text, faults.size() == known, faults);
    reading.readAll();
    return new Sheet(file, reading.rows, reading.whole);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /** Decodes line by line where the whole fails, so that each wrong line is told. */
  private static String decode(String file, ByteBuffer bytes, List<PackFault> faults) {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var whole = decode(decoder, bytes.duplicate());
    if (whole != null) {
      return whole.toString();
    }
    var text = new StringBuilder();
    var line = 1;
    while (bytes.hasRemaining()) {
      var part = nextLine(bytes);
      var decoded = decode(decoder, part.duplicate());
      if (decoded == null) {
        faults.add(new PackFault(file, line, "", "packs.fault.encoding"));
        text.append(FALLBACK.decode(part));
      } else {
        text.append(decoded);
      }
      line++;
    }
    return text.toString();
  }

  private static ByteBuffer nextLine(ByteBuffer bytes) {
    var end = bytes.position();
    while (end < bytes.limit() && bytes.get(end) != '\n') {
      end++;
    }
    end = Math.min(end + 1, bytes.limit());
    var part = bytes.slice(bytes.position(), end - bytes.position());
    bytes.position(end);
    return part;
  }

  private static @org.jspecify.annotations.Nullable CharBuffer decode(
      CharsetDecoder decoder, ByteBuffer bytes) {
    try {
      return decoder.reset().decode(bytes);
    } catch (java.nio.charset.CharacterCodingException malformed) {
      return null;
    }
  }

  private void readAll() {
    while (at < text.length()) {
      var first = line;
      var cells = new ArrayList<String>();
      if (!readRow(cells)) {
        whole = false;
        return;
      }
      if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
        rows.add(new Sheet.Row(first, cells));
      }
    }
  }

  /** Whether the row could be read; after a wrong quote nothing later in the file is certain. */
  private boolean readRow(List<String> cells) {
    while (true) {
      var cell = at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
      if (cell == null) {
        return false;
      }
      cells.add(cell);
      if (at >= text.length()) {
        return true;
      }
      if (text.charAt(at) == ',') {
        at++;
      } else {
        endLine();
        return true;
      }
    }
  }

  private @org.jspecify.annotations.Nullable String plain() {
    var from = at;
    while (at < text.length() && !endsCell(text.charAt(at))) {
      if (text.charAt(at) == '"') {
        faults.add(new PackFault(file, line, "", "packs.fault.quote-inside"));
        return null;
      }
      at++;
    }
    return text.substring(from, at);
  }

  private @org.jspecify.annotations.Nullable String quoted() {
    var opened = line;
    var cell = new StringBuilder();
    at++;
    while (at < text.length()) {
      var c = text.charAt(at);
      if (c != '"') {
        if (c == '\n') {
          line++;
        }
        cell.append(c);
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
        cell.append('"');
        at += 2;
      } else {
        at++;
        if (at >= text.length() || endsCell(text.charAt(at))) {
          return cell.toString();
        }
        faults.add(new PackFault(file, opened, "", "packs.fault.quote-open"));
        return null;
      }
    }
    faults.add(new PackFault(file, opened, "", "packs.fault.quote-open"));
    return null;
  }

  private static boolean endsCell(char c) {
    return c == ',' || c == '\n' || c == '\r';
  }

  private void endLine() {
    if (text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    line++;
  }
}
