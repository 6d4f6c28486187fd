package se.samspel.xapi;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * What a statement says of one attachment.
 *
 * @param usageType what it is for
 * @param contentType its media type, as sent
 * @param sha2 its hash in lower-case hexadecimal digits
 * @param fileUrl where it can be fetched, empty where only the body carries it
 */
public record Attachment(
    String usageType, String contentType, String sha2, Optional<String> fileUrl) {

  /** The usage type of a statement's signature. */
  public static final String SIGNATURE = "http://adlnet.gov/expapi/attachments/signature";

  static Attachment of(Json.Members json) {
    return new Attachment(
        json.findText("usageType").orElseThrow(),
        json.findText("contentType").orElseThrow(),
        json.findText("sha2").orElseThrow().toLowerCase(Locale.ROOT),
        json.findText("fileUrl"));
  }

  /** Whether this is the signature of its statement. */
  public boolean signature() {
    return usageType.equals(SIGNATURE);
  }

  static boolean isHash(String text) {
    return switch (text.length()) {
      case 56, 64, 96, 128 -> text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
      default -> false;
    };
  }

  /**
   * The hash of the content in lower-case hexadecimal digits.
   *
   * @param like a hash of the wanted length: 56, 64, 96 or 128 digits
   */
  public static String hash(byte[] content, String like) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-" + like.length() * 4).digest(content));
    } catch (NoSuchAlgorithmException unknown) {
      throw new Invalid("the hash " + like + " is no SHA-2 of 224, 256, 384 or 512 bits");
    }
  }
}
