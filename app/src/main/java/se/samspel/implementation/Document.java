package se.samspel.implementation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.samspel.core.OfficeFile;
import se.samspel.core.Refused;

/**
 * An uploaded document, of a type that was read from its bytes and not from its name.
 *
 * @param name as it is saved by those who fetch it
 */
record Document(String name, String mediaType, byte[] content) {

  /** Longest content in bytes. */
  static final int LONGEST = 10 * 1024 * 1024;

  /** The types that a plan may be uploaded as. */
  private enum Type {
    PDF("application/pdf", ".pdf"),
    DOCX(OfficeFile.DOCX.mediaType(), ".docx"),
    ODT(OfficeFile.ODT.mediaType(), ".odt");

    private final String mediaType;
    private final String ending;

    Type(String mediaType, String ending) {
      this.mediaType = mediaType;
      this.ending = ending;
    }
  }

  /**
   * Reads an upload.
   *
   * @param filename as the browser gave it; only its letters, digits and hyphens are kept
   * @throws Refused when it is empty, too long, or of another type than PDF, DOCX and ODT
   */
  static Document of(String filename, byte[] content) {
    if (content.length > LONGEST) {
      throw fault("plan.fault.too-large");
    }
    var type = sniff(content).orElseThrow(() -> fault("plan.fault.type"));
    var given =
        filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
    var dot = given.lastIndexOf('.');
    if (dot >= 0 && !given.substring(dot).toLowerCase(Locale.ROOT).equals(type.ending)) {
      throw fault("plan.fault.name");
    }
    var stem = (dot > 0 ? given.substring(0, dot) : given).replaceAll("[^\\p{L}\\p{N}-]+", "-");
    return new Document(
        (stem.isBlank() || stem.equals("-")
                ? "plan"
                : stem.substring(0, Math.min(80, stem.length())))
            + type.ending,
        type.mediaType,
        content);
  }

  private static Refused fault(String key) {
    return Refused.fields(List.of(new Refused.FieldFault("document", key)));
  }

  private static Optional<Type> sniff(byte[] content) {
    if (startsWith(content, "%PDF-")) {
      return Optional.of(Type.PDF);
    }
    return OfficeFile.of(content)
        .map(it ->
            switch (it) {
              case DOCX -> Type.DOCX;
              case ODT -> Type.ODT;
            });
  }

  private static boolean startsWith(byte[] content, String magic) {
    var bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
    return content.length > bytes.length
        && Arrays.equals(content, 0, bytes.length, bytes, 0, bytes.length);
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof Document that
        && name.equals(that.name)
        && mediaType.equals(that.mediaType)
        && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return name + ", " + content.length + " bytes";
  }
}
