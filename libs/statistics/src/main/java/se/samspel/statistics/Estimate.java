package se.samspel.statistics;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A figure with its interval.
 *
 * @param value the point estimate, absent unless the status allows it
 * @param lower lower limit at the confidence asked for, absent when there is none
 * @param upper upper limit, absent when there is none
 * @param status why a part may be absent
 * @param method how it was computed
 * @param n what it rests on: the denominator, the number of events or of observations, as the
 *     method says
 */
public record Estimate(
    @Nullable Double value,
    @Nullable Double lower,
    @Nullable Double upper,
    Status status,
    Method method,
    double n) {
  public Estimate {
    Absent.refuseNonFinite(value, lower, upper, n);
    if (status == Status.OK && value == null) {
      throw new IllegalArgumentException("status OK without a value");
    }
  }

  static Estimate none(Status status, Method method, double n) {
    return new Estimate(null, null, null, status, method, n);
  }

  /** The value, empty unless there is one. */
  public Optional<Double> findValue() {
    return Optional.ofNullable(value);
  }
}
