package se.samspel.xapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A body of type {@code multipart/mixed}: statements as JSON first, then one part for each
 * attachment.
 *
 * <p>Source: RFC 2046 §5.1; xAPI 1.0.3 part three §1.5.2; IEEE 9274.1.1 §4.1.3.
 */
public final class Multipart {

  private static final int LONGEST_BOUNDARY = 200;
  private static final int LONGEST_HEADERS = 8_192;
  private static final byte[] CRLF = {'\r', '\n'};

  private Multipart() {}

  /**
   * A part.
   *
   * @param headers names in lower case
   * @param content between the headers and the next boundary
   */
  public record Part(Map<String, String> headers, byte[] content) {
    public Part {
      headers = Map.copyOf(headers);
    }

    /** The header of that name, which is given in lower case. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /**
   * Splits a body into its parts.
   *
   * @param mostParts how many are read before the body is refused
   * @throws Invalid when it is not built as RFC 2046 says
   */
  public static List<Part> read(byte[] body, ContentType type, int mostParts) {
    var boundary =
        Optional.ofNullable(type.parameters().get("boundary"))
            .filter(it -> !it.isEmpty() && it.length() <= LONGEST_BOUNDARY)
            .orElseThrow(() -> new Invalid("multipart/mixed must name its boundary"));
    var delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    var parts = new ArrayList<Part>();
    var at = find(body, delimiter, 0);
    if (at < 0) {
      throw new Invalid("the body does not hold the boundary that its header names");
    }
    while (true) {
      var start = at + delimiter.length;
      if (startsWith(body, start, "--")) {
        return parts;
      }
      start = lineEnd(body, start);
      var next = find(body, delimiter, start);
      if (next < 0) {
        throw new Invalid("the last part is not closed by the boundary");
      }
      if (parts.size() == mostParts) {
        throw new Invalid("there are more than " + mostParts + " parts");
      }
      parts.add(part(body, start, contentEnd(body, start, next)));
      at = next;
    }
  }

  /** The delimiter at the start of a line, from the position on; −1 where there is none. */
  private static int find(byte[] body, byte[] delimiter, int from) {
    for (int i = from; i <= body.length - delimiter.length; i++) {
      if (body[i] == '-'
          && (i == 0 || body[i - 1] == '\n')
          && Arrays.equals(body, i, i + delimiter.length, delimiter, 0, delimiter.length)
          && ends(body, i + delimiter.length)) {
        return i;
      }
    }
    return -1;
  }

  // A boundary may be the start of a longer one; then white space or the closing hyphens miss.
  private static boolean ends(byte[] body, int at) {
    return at == body.length
        || body[at] == '\r'
        || body[at] == '\n'
        || body[at] == ' '
        || body[at] == '\t'
        || startsWith(body, at, "--");
  }

  private static boolean startsWith(byte[] body, int at, String text) {
    if (at + text.length() > body.length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (body[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int lineEnd(byte[] body, int from) {
    for (int i = from; i < body.length; i++) {
      if (body[i] == '\n') {
        return i + 1;
      }
    }
    throw new Invalid("a part has no content");
  }

  // The line break before a boundary belongs to the boundary.
  private static int contentEnd(byte[] body, int start, int next) {
    var end = next;
    if (end > start && body[end - 1] == '\n') {
      end--;
      if (end > start && body[end - 1] == '\r') {
        end--;
      }
    }
    return end;
  }

  private static Part part(byte[] body, int start, int end) {
    var headers = new LinkedHashMap<String, String>();
    var at = start;
    while (true) {
      var lineEnd = at;
      while (lineEnd < end && body[lineEnd] != '\n') {
        lineEnd++;
      }
      if (lineEnd - start > LONGEST_HEADERS) {
        throw new Invalid("the headers of a part are too long");
      }
      var line = new String(body, at, lineEnd - at, StandardCharsets.UTF_8).strip();
      at = Math.min(lineEnd + 1, end);
      if (line.isEmpty()) {
        return new Part(headers, Arrays.copyOfRange(body, at, end));
      }
      var colon = line.indexOf(':');
      if (colon <= 0) {
        throw new Invalid("a part has a header that can't be read");
      }
      headers.put(
          line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
      if (lineEnd >= end) {
        throw new Invalid("a part has no content");
      }
    }
  }

  /** Builds a body. */
  public static final class Writer {
    private final String boundary;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /**
     * Starts a body with its first part.
     *
     * @param boundary text that none of the parts holds
     */
    public Writer(String boundary, byte[] json) {
      this.boundary = boundary;
      line("--" + boundary);
      line("Content-Type: application/json");
      line("");
      out.writeBytes(json);
      out.writeBytes(CRLF);
    }

    /** Adds an attachment. */
    public Writer add(String contentType, String hash, byte[] content) {
      line("--" + boundary);
      line("Content-Type: " + contentType);
      line("Content-Transfer-Encoding: binary");
      line("X-Experience-API-Hash: " + hash);
      line("");
      out.writeBytes(content);
      out.writeBytes(CRLF);
      return this;
    }

    /** The body, closed. */
    public byte[] bytes() {
      line("--" + boundary + "--");
      return out.toByteArray();
    }

    private void line(String text) {
      out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      out.writeBytes(CRLF);
    }
  }
}
