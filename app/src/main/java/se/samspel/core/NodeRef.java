package se.samspel.core;

/**
 * Points at one node of the golden thread, whichever module owns it.
 *
 * @param kind what it is
 * @param id its stable identity within the kind: lower case, digits and hyphens
 */
public record NodeRef(NodeKind kind, String id) {

  /** {@code kind:id}, as logs and the API write it. */
  @Override
  public String toString() {
    return kind.code() + ":" + id;
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException when it has another form
   */
  public static NodeRef parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new IllegalArgumentException("a node is written kind:id, not '" + text + "'");
    }
    return new NodeRef(NodeKind.ofCode(text.substring(0, colon)), text.substring(colon + 1));
  }
}
