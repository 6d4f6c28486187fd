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
import se.samspel.core.OfficeFile;
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
          "docx", OfficeFile.DOCX.mediaType(),
          "odt", OfficeFile.ODT.mediaType(),
          "txt", "text/plain",
          "csv", "text/csv");

  private static final int NAME = 120;

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
      case "docx" -> OfficeFile.of(content).equals(Optional.of(OfficeFile.DOCX));
      case "odt" -> OfficeFile.of(content).equals(Optional.of(OfficeFile.ODT));
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
