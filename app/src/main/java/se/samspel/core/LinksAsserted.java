package se.samspel.core;

import java.util.List;

/**
 * Told when something that a module recorded is in itself links of the golden thread. {@code
 * thread} records them in the same transaction.
 *
 * @param links to record; the same key told again with other content supersedes the earlier
 * @param ended keys of links that no longer hold from the moment on
 * @param moment the moment of the change that told them
 */
public record LinksAsserted(
    List<LinkAsserted> links, List<String> ended, java.time.Instant moment) {

  /** Links to record, none to end. */
  public LinksAsserted(List<LinkAsserted> links, java.time.Instant moment) {
    this(links, List.of(), moment);
  }
}
