package se.samspel.core;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipInputStream;

/**
 * The kinds of text document that are zip files, told by what is in them. Only the names in the
 * archive's directory and the first hundred characters of its type are read, so that a small file
 * can't unpack into a large one.
 */
public enum OfficeFile {
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  ODT("application/vnd.oasis.opendocument.text");

  private static final int ENTRY = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LONGEST_COMMENT = 65_535;
  private static final int MOST_ENTRIES = 2_000;

  private final String mediaType;

  OfficeFile(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** The kind of the content; empty when it is something else, is damaged, or holds macros. */
  public static Optional<OfficeFile> of(byte[] content) {
    var names = names(content);
    if (names.isEmpty() || names.stream().anyMatch(it -> it.endsWith("vbaproject.bin"))) {
      return Optional.empty();
    }
    if (names.contains("word/document.xml")) {
      return Optional.of(DOCX);
    }
    return type(content).filter(ODT.mediaType::equals).map(it -> ODT);
  }

  /** The names in the directory at the end of a zip file, in lower case; none when it is none. */
  private static List<String> names(byte[] content) {
    var bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    try {
      for (int end = content.length - 22;
          end >= Math.max(0, content.length - 22 - LONGEST_COMMENT);
          end--) {
        if (bytes.getInt(end) == END) {
          return names(bytes, bytes.getInt(end + 16), bytes.getShort(end + 10) & 0xffff);
        }
      }
    } catch (IndexOutOfBoundsException damaged) {
      // The directory points outside the file.
    }
    return List.of();
  }

  private static List<String> names(ByteBuffer bytes, int directory, int entries) {
    if (entries > MOST_ENTRIES) {
      return List.of();
    }
    var names = new ArrayList<String>();
    int at = directory;
    for (int i = 0; i < entries; i++) {
      if (bytes.getInt(at) != ENTRY) {
        return List.of();
      }
      var name = new byte[bytes.getShort(at + 28) & 0xffff];
      bytes.get(at + 46, name);
      names.add(new String(name, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
      at +=
          46
              + name.length
              + (bytes.getShort(at + 30) & 0xffff)
              + (bytes.getShort(at + 32) & 0xffff);
    }
    return names;
  }

  /** What an OpenDocument file says that it is, in its first entry. */
  private static Optional<String> type(byte[] content) {
    try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      var first = zip.getNextEntry();
      return first != null && first.getName().equals("mimetype")
          ? Optional.of(new String(zip.readNBytes(100), StandardCharsets.US_ASCII).strip())
          : Optional.empty();
    } catch (IOException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }
}
