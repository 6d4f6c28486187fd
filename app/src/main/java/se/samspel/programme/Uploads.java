package se.samspel.programme;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import se.samspel.core.Refused;

/**
 * Which files may belong to a decision: PDF, Word, OpenDocument, images, plain text and CSV, at
 * most 10 MB. What a file is, is read from its content; its name must say the same.
 */
final class Uploads {

  static final int MOST_BYTES = 10 * 1024 * 1024;

  private static final Map<String, String> TYPES =
      Map.of(
          "pdf", "application/pdf",
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "odt", "application/vnd.oasis.opendocument.text",
          "txt", "text/plain",
          "csv", "text/csv");

  private static final int NAME = 120;
  private static final int FIRST_ENTRIES = 200;

  private Uploads() {}

  /**
   * The file as a document.
   *
   * @throws Refused when it is empty, too large or of another type than allowed
   */
  static Document accept(String id, String about, String sentName, byte[] content) {
    if (content.length == 0) {
      throw wrong("document.empty");
    }
    if (content.length > MOST_BYTES) {
      throw wrong("document.large");
    }
    var name = plainName(sentName);
    var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    var type = Optional.ofNullable(TYPES.get(ending)).orElseThrow(() -> wrong("document.type"));
    if (!is(ending, content)) {
      throw wrong("document.other-type");
    }
    return new Document(
        id, about, name, type, sha256(content), content.length, Instant.EPOCH, false);
  }

  private static Refused wrong(String key) {
    return Refused.fields(List.of(new Refused.FieldFault("file", key)));
  }

  private static String plainName(String sent) {
    var last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
    var plain = last.replaceAll("[^\\p{L}\\p{N} ._-]", "_").strip();
    return plain.length() > NAME ? plain.substring(plain.length() - NAME) : plain;
  }

  private static boolean is(String ending, byte[] content) {
    return switch (ending) {
      case "pdf" -> starts(content, 0x25, 0x50, 0x44, 0x46, 0x2d);
      case "png" -> starts(content, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
      case "jpg", "jpeg" -> starts(content, 0xff, 0xd8, 0xff);
      case "docx" -> zipHolds(content, "word/document.xml");
      case "odt" -> zipHolds(content, "content.xml");
      default -> isText(content);
    };
  }

  private static boolean starts(byte[] content, int... signature) {
    if (content.length < signature.length) {
      return false;
    }
    for (int i = 0; i < signature.length; i++) {
      if ((content[i] & 0xff) != signature[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean zipHolds(byte[] content, String entry) {
    if (!starts(content, 0x50, 0x4b, 0x03, 0x04)) {
      return false;
    }
    // Names only, never unpacked, so that a small file can't grow into a large one here.
    var text = new String(content, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("PK\u0001\u0002");
    for (int n = 0; at >= 0 && at + 46 <= content.length && n < FIRST_ENTRIES; n++) {
      int length = (content[at + 28] & 0xff) | (content[at + 29] & 0xff) << 8;
      if (at + 46 + length <= content.length
          && text.substring(at + 46, at + 46 + length).equals(entry)) {
        return true;
      }
      at = text.indexOf("PK\u0001\u0002", at + 4);
    }
    return false;
  }

  private static boolean isText(byte[] content) {
    for (var b : content) {
      if (b == 0) {
        return false;
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return true;
    } catch (CharacterCodingException notText) {
      return false;
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
