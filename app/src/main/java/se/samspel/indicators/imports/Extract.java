package se.samspel.indicators.imports;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * What was fetched or handed in.
 *
 * @param location the file's name, or the first address that was asked
 * @param fetchedAt when
 * @param parts the file, or each answer of the service in order
 */
public record Extract(String location, Instant fetchedAt, List<Part> parts) {

  /** One file or one answer. */
  public record Part(String location, byte[] content) {}

  /** A file that somebody hands in. */
  public static Extract file(String name, byte[] content, Instant at) {
    return new Extract(name, at, List.of(new Part(name, content)));
  }

  public Extract {
    parts = List.copyOf(parts);
  }

  /** Size of all parts. */
  public long bytes() {
    return parts.stream().mapToLong(it -> it.content().length).sum();
  }

  /** SHA-256 of the parts' bytes, each part preceded by its length when there are several. */
  public String sha256() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        if (parts.size() > 1) {
          digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part.content().length).array());
        }
        digest.update(part.content());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
