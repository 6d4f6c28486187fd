package se.samspel.core;

import java.time.Instant;
import java.util.Optional;

/**
 * The one door to writing: every change of anything is told here, in the same transaction, before
 * its first write. The answer is the moment that the change's rows carry as {@code recorded_at} and
 * {@code replaced_at}.
 *
 * <p>Moments are handed out in commit order (the door is held until the transaction ends), so "what
 * was known at a moment" has one answer for ever. {@code access} implements it as the hash-chained
 * audit log.
 */
public interface Changes {

  /** The advisory lock that a writing transaction holds until it ends. */
  long DOOR = 0x5A4D5350454CL;

  /**
   * What is about to be changed.
   *
   * @param action verb in the past tense with hyphens, such as {@code need-raised}
   * @param objectKind such as {@code need}; for nodes {@link NodeKind#code()}
   * @param objectId identity of the object
   * @param region whose region's data, empty for national
   * @param before canonical text of the object before; empty when it is new
   * @param after canonical text of the object after; empty when it ends
   */
  record Change(
      String action,
      String objectKind,
      String objectId,
      Optional<RegionCode> region,
      Optional<String> before,
      Optional<String> after) {

    /** A new object. */
    public static Change created(String action, NodeRef ref, Object after) {
      return new Change(
          action,
          ref.kind().code(),
          ref.id(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(after.toString()));
    }

    /** A changed object. */
    public static Change changed(String action, NodeRef ref, Object before, Object after) {
      return new Change(
          action,
          ref.kind().code(),
          ref.id(),
          Optional.empty(),
          Optional.of(before.toString()),
          Optional.of(after.toString()));
    }

    /** The same change as a region's own. */
    public Change in(RegionCode code) {
      return new Change(action, objectKind, objectId, Optional.of(code), before, after);
    }
  }

  /**
   * Enters the change in the log and gives its moment. Must be called inside a transaction.
   *
   * @throws IllegalStateException outside a transaction
   */
  Instant record(Change change);

  /** The moment of the last committed change; the epoch when nothing was ever written. */
  Instant latest();

  /**
   * A mark that differs after any change, for answers kept in memory: at once for changes made by
   * this process, within a second for those made by another on the same database.
   */
  long mark();
}
