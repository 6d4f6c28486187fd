package se.samspel.indicators.imports;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** The text of a part. What is no text of UTF-8 is refused where it stops being one. */
final class Texts {

  private Texts() {}

  /**
   * Decodes strictly.
   *
   * @throws Unreadable at the first byte that is not UTF-8, with its line and its column's text
   */
  static String utf8(Extract.Part part) {
    var bytes = part.content();
    if (bytes.length == 0) {
      throw new Unreadable(Place.whole(part.location()), "import.fault.empty");
    }
    if (bytes.length > 1 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFE + 0xFF) {
      throw new Unreadable(Place.whole(part.location()), "import.fault.utf16");
    }
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var chars = CharBuffer.allocate(bytes.length);
    var left = ByteBuffer.wrap(bytes);
    var result = decoder.decode(left, chars, true);
    chars.flip();
    var text = chars.toString();
    int line = 1 + (int) text.chars().filter(it -> it == '\n').count();
    var start = text.substring(text.lastIndexOf('\n') + 1);
    if (result.isError()) {
      throw new Unreadable(
          new Place(part.location(), line, cell(start)), "import.fault.encoding", near(start));
    }
    int odd = firstOf(text, '\ufffd', '\u0000');
    if (odd >= 0) {
      var before = text.substring(0, odd);
      throw new Unreadable(
          new Place(
              part.location(),
              1 + (int) before.chars().filter(it -> it == '\n').count(),
              cell(before.substring(before.lastIndexOf('\n') + 1))),
          "import.fault.encoding",
          near(before.substring(before.lastIndexOf('\n') + 1)));
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** Whether it is a page for people, as services answer when something is wrong. */
  static boolean isHtml(byte[] content) {
    var start =
        new String(content, 0, Math.min(content.length, 200), StandardCharsets.ISO_8859_1)
            .stripLeading();
    return start.regionMatches(true, 0, "<!doctype", 0, 9)
        || start.regionMatches(true, 0, "<html", 0, 5)
        || start.startsWith("ï»¿<");
  }

  private static int firstOf(String text, char one, char other) {
    int a = text.indexOf(one);
    int b = text.indexOf(other);
    return a < 0 ? b : b < 0 ? a : Math.min(a, b);
  }

  /** The spreadsheet column that the cell would stand in, by the separators before it. */
  private static String cell(String start) {
    int columns = Math.max(count(start, ';'), Math.max(count(start, ','), count(start, '\t')));
    return Tables.letters(columns);
  }

  private static int count(String text, char wanted) {
    return (int) text.chars().filter(it -> it == wanted).count();
  }

  private static String near(String start) {
    return start.substring(Math.max(0, start.length() - 20));
  }
}
