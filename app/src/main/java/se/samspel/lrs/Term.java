package se.samspel.lrs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import se.samspel.xapi.AgentId;

/**
 * Short keys for long identifiers: the first 128 bits of a SHA-256 over kind and identifier. Two
 * identifiers never share one by chance (10⁹ of them: odds of 10⁻²¹), and no table has to be asked.
 */
final class Term {

  private Term() {}

  static UUID verb(String iri) {
    return of("verb", iri);
  }

  static UUID activity(String iri) {
    return of("activity", iri);
  }

  static UUID agent(AgentId agent) {
    return of("agent", agent.key());
  }

  /** An agent that the statement is about, besides the first. */
  static UUID alsoAbout(AgentId agent) {
    return of("also about", agent.key());
  }

  /** An agent anywhere in the statement but among those it is about. */
  static UUID relatedAgent(AgentId agent) {
    return of("related agent", agent.key());
  }

  /** An activity anywhere in the statement but its object. */
  static UUID relatedActivity(String iri) {
    return of("related activity", iri);
  }

  /** Any text, such as a document's name. */
  static UUID name(String name) {
    return of("name", name);
  }

  /** The owner of a state document. */
  static UUID state(String activity, AgentId agent) {
    return of("state", activity + "\u0000" + agent.key());
  }

  private static UUID of(String kind, String identifier) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(kind.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      var bits = ByteBuffer.wrap(digest.digest(identifier.getBytes(StandardCharsets.UTF_8)));
      return new UUID(bits.getLong(), bits.getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
