package se.samspel.lrs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Counts the requests of each credential in the running second. */
@Component
class Rates {

  private final Clock clock;
  private final int most;
  private final Cache<Window, AtomicInteger> counts =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(2)).build();

  Rates(Clock clock, LrsSettings settings) {
    this.clock = clock;
    this.most = settings.rate();
  }

  private record Window(String key, long second) {}

  /** Whether one more request of the credential is within its limit. */
  boolean admit(String key) {
    if (most == 0) {
      return true;
    }
    var window = new Window(key, clock.instant().getEpochSecond());
    return counts.get(window, it -> new AtomicInteger()).incrementAndGet() <= most;
  }
}
