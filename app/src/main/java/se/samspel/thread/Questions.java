package se.samspel.thread;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import se.samspel.core.AsOf;
import se.samspel.core.Refused;

/** The twelve questions, each answered once for a day, a moment and a scope. */
@Component
class Questions {

  private static final int KEPT = 600;

  private final Map<Integer, Question> byNumber = new TreeMap<>();
  private final Picturing picturing;
  private final TransactionTemplate reading;
  private final Cache<Key, Answer> kept = Caffeine.newBuilder().maximumSize(KEPT).build();

  Questions(List<Question> all, Picturing picturing, PlatformTransactionManager transactions) {
    all.forEach(it -> byNumber.put(it.number(), it));
    this.picturing = picturing;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.reading.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
  }

  /**
   * @param latest moment of the last change, since an old answer is protected as today's are
   */
  private record Key(int number, AsOf asOf, String scope, Instant latest) {}

  /** The numbers, 1–12. */
  List<Integer> numbers() {
    return List.copyOf(byNumber.keySet());
  }

  /**
   * The answer as of the day, bound to the moment of the last change.
   *
   * @throws Refused when there is no such question
   */
  Answer answer(int number, AsOf asked) {
    var question = byNumber.get(number);
    if (question == null) {
      throw Refused.notFound();
    }
    var asOf = picturing.bound(asked);
    return kept.get(
        new Key(number, asOf, Picturing.scope(), picturing.latest()),
        key -> java.util.Objects.requireNonNull(reading.execute(status -> question.answer(asOf))));
  }
}
