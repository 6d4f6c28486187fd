package se.samspel.lrs;

/** A request that the store does not carry out, with its status and one sentence for developers. */
class Refusal extends RuntimeException {

  private final int status;

  Refusal(int status, String reason) {
    super(reason, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  static Refusal badRequest(String reason) {
    return new Refusal(400, reason);
  }

  static Refusal forbidden(String reason) {
    return new Refusal(403, reason);
  }

  static Refusal notFound(String reason) {
    return new Refusal(404, reason);
  }

  static Refusal conflict(String reason) {
    return new Refusal(409, reason);
  }

  static Refusal preconditionFailed() {
    return new Refusal(412, "the document is not the one that the condition names");
  }

  static Refusal tooLarge(String reason) {
    return new Refusal(413, reason);
  }
}
