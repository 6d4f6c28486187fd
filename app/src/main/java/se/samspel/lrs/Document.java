package se.samspel.lrs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import se.samspel.xapi.ContentType;
import se.samspel.xapi.Invalid;
import se.samspel.xapi.Json;
import se.samspel.xapi.Limits;

/**
 * A document of the state or profile resources.
 *
 * @param contentType as sent
 * @param content as sent, or merged
 * @param updated when it was last written
 */
record Document(String contentType, byte[] content, Instant updated) {

  /** Where a document lies. */
  record Address(Kind kind, UUID owner, UUID registration, String name) {}

  /** The three resources that keep documents. */
  enum Kind {
    STATE(1),
    AGENT_PROFILE(2),
    ACTIVITY_PROFILE(3);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /** What registration is where there is none. */
  static final UUID NO_REGISTRATION = new UUID(0, 0);

  /** The entity tag without quotes: SHA-1 of the content, as 1.0.3 part three §3.1 demands. */
  String etag() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * This document with the properties of another on top.
   *
   * @throws Refusal (400) when one of the two is not a JSON object
   */
  Document merged(Document other) {
    var before = object();
    var added = other.object();
    var result = new java.util.LinkedHashMap<>(before.values());
    result.putAll(added.values());
    return new Document(
        other.contentType(),
        new Json.Members(result).write().getBytes(StandardCharsets.UTF_8),
        other.updated());
  }

  /** The content as a JSON object, refused (400) where it is none. */
  Json.Members object() {
    if (ContentType.parse(contentType).filter(ContentType::json).isEmpty()) {
      throw Refusal.badRequest("only documents of type application/json can be merged");
    }
    try {
      if (Json.read(content, Limits.DEFAULT) instanceof Json.Members members) {
        return members;
      }
    } catch (Invalid malformed) {
      throw Refusal.badRequest("a document of type application/json: " + malformed.reason());
    }
    throw Refusal.badRequest("only JSON objects can be merged");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Document that
        && contentType.equals(that.contentType)
        && Arrays.equals(content, that.content)
        && updated.equals(that.updated);
  }

  @Override
  public int hashCode() {
    return Objects.hash(contentType, Arrays.hashCode(content), updated);
  }
}
