package se.samspel.indicators.imports;

/** An extract that can't be fetched, or not be read any further. */
public final class Unreadable extends RuntimeException {

  private final transient Fault fault;

  public Unreadable(Fault fault) {
    super(fault.place() + " " + fault.key() + " " + fault.arguments());
    this.fault = fault;
  }

  Unreadable(Place place, String key, Object... arguments) {
    this(new Fault(place, key, arguments));
  }

  public Fault fault() {
    return fault;
  }
}
