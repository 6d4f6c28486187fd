package se.samspel.lrs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The statements of one request, stored together or not at all, and how that went. */
final class Batch {

  private final List<Arrival> arrivals;
  private final Map<String, byte[]> attachments;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable RuntimeException failure;

  /**
   * @param attachments contents by their hash
   */
  Batch(List<Arrival> arrivals, Map<String, byte[]> attachments) {
    this.arrivals = List.copyOf(arrivals);
    this.attachments = Map.copyOf(attachments);
  }

  List<Arrival> arrivals() {
    return arrivals;
  }

  Map<String, byte[]> attachments() {
    return attachments;
  }

  void stored() {
    done.countDown();
  }

  void failed(RuntimeException why) {
    failure = why;
    done.countDown();
  }

  /** Waits until the statements are on disk, or throws why they are not. */
  void await() {
    try {
      done.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "the store is stopping; send the request again");
    }
    var why = failure;
    if (why != null) {
      throw why;
    }
  }
}
