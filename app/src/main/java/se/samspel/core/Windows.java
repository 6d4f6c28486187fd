package se.samspel.core;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts what comes from each sender in the running window of time, such as requests of an address
 * in a minute.
 */
public final class Windows {

  /**
   * More senders than this in one window are counted as one, so that they can't fill the memory.
   */
  private static final int MOST_SENDERS = 50_000;

  private static final String THE_REST = "";

  private final Clock clock;
  private final Duration length;
  private final int most;
  private final AtomicReference<Window> running;

  /**
   * @param length of a window
   * @param most from one sender in a window
   */
  public Windows(Clock clock, Duration length, int most) {
    this.clock = clock;
    this.length = length;
    this.most = most;
    this.running = new AtomicReference<>(new Window(number(), new ConcurrentHashMap<>()));
  }

  private record Window(long number, ConcurrentHashMap<String, AtomicInteger> counts) {}

  /** Counts one more; whether it is within the limit. */
  public boolean admit(String sender) {
    var counts = counts();
    var counted = counts.containsKey(sender) || counts.size() < MOST_SENDERS ? sender : THE_REST;
    return counts.computeIfAbsent(counted, it -> new AtomicInteger()).incrementAndGet() <= most;
  }

  /** Whether the limit is reached, so that one more would not be admitted. */
  public boolean full(String sender) {
    var counts = counts();
    var known = counts.containsKey(sender) || counts.size() < MOST_SENDERS;
    var count = counts.get(known ? sender : THE_REST);
    return count != null && count.get() >= most;
  }

  private long number() {
    return clock.millis() / length.toMillis();
  }

  private ConcurrentHashMap<String, AtomicInteger> counts() {
    var now = number();
    return running
        .updateAndGet(it -> it.number() == now ? it : new Window(now, new ConcurrentHashMap<>()))
        .counts();
  }
}
