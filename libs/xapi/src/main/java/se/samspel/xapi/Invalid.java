package se.samspel.xapi;

/** What was sent breaks a rule of the specification; the message says where and which. */
public class Invalid extends RuntimeException {

  /**
   * @param reason one sentence for the developer of the client, with the place of the fault
   */
  public Invalid(String reason) {
    super(reason, null, false, false);
  }

  /** Where the fault is and which rule it breaks. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
