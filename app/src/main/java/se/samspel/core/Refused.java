package se.samspel.core;

import java.util.List;
import java.util.Map;

/**
 * A request that can't be carried out, with the reason as a message key so that it reads well in
 * the reader's language. Nothing has been changed when it is thrown inside a transaction.
 *
 * <p>Answered in one place ({@code ui/Problems}) as RFC 9457 or as a page.
 */
public class Refused extends RuntimeException {

  /** What sort of refusal; decides the HTTP status. */
  public enum Kind {
    /** 400: the request can't be understood. */
    MALFORMED,
    /** 403: not for this person, or not for this region. */
    FORBIDDEN,
    /** 404: there is no such thing. */
    NOT_FOUND,
    /** 409: somebody changed it in the meantime, or the state does not allow the step. */
    CONFLICT,
    /** 422: one or more fields are wrong. */
    INVALID
  }

  /** An argument that is itself a message, put in the reader's language. */
  public record MessageKey(String key) {}

  /**
   * A field that is wrong.
   *
   * @param field the form field's name
   * @param key message key of what is wrong and what would be right
   * @param arguments for the message
   */
  public record FieldFault(String field, String key, List<Object> arguments) {
    public FieldFault(String field, String key, Object... arguments) {
      this(field, key, List.of(arguments));
    }
  }

  private final Kind kind;
  private final String key;
  private final List<Object> arguments;
  private final List<FieldFault> faults;

  public Refused(Kind kind, String key, Object... arguments) {
    this(kind, key, List.of(arguments), List.of());
  }

  private Refused(Kind kind, String key, List<Object> arguments, List<FieldFault> faults) {
    super(kind + " " + key + " " + arguments + (faults.isEmpty() ? "" : " " + faults));
    this.kind = kind;
    this.key = key;
    this.arguments = arguments;
    this.faults = faults;
  }

  /** A form with one or more wrong fields. */
  public static Refused fields(List<FieldFault> faults) {
    return new Refused(Kind.INVALID, "refused.fields", List.of(faults.size()), List.copyOf(faults));
  }

  /** There is no such thing. */
  public static Refused notFound() {
    return new Refused(Kind.NOT_FOUND, "refused.not-found");
  }

  /** The person may not do this. */
  public static Refused forbidden() {
    return new Refused(Kind.FORBIDDEN, "refused.forbidden");
  }

  /** Another region's object. */
  public static Refused otherRegion() {
    return new Refused(Kind.FORBIDDEN, "refused.other-region");
  }

  /** Somebody saved a newer version since the form was opened. */
  public static Refused stale() {
    return new Refused(Kind.CONFLICT, "refused.stale");
  }

  public Kind kind() {
    return kind;
  }

  public String key() {
    return key;
  }

  public List<Object> arguments() {
    return arguments;
  }

  public List<FieldFault> faults() {
    return faults;
  }

  /** The faults by field, the first of each. */
  public Map<String, FieldFault> faultsByField() {
    var byField = new java.util.LinkedHashMap<String, FieldFault>();
    faults.forEach(fault -> byField.putIfAbsent(fault.field(), fault));
    return byField;
  }
}
