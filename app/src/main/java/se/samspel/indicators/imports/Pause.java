package se.samspel.indicators.imports;

import java.time.Duration;

/** Waiting, as a service asks for it. */
@FunctionalInterface
public interface Pause {
  void of(Duration time) throws InterruptedException;
}
