package se.samspel.thread;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;

/**
 * Makes the picture of a day, and keeps it for as long as nothing changes.
 *
 * <p>Since nothing is overwritten, a picture bound to a moment never grows old: the key is the day,
 * the moment and what the one who asks may see.
 */
@Component
class Picturing {

  private static final int KEPT = 48;
  private static final int LOOKS = 200;

  private final ThreadTable table;
  private final Changes changes;
  private final TransactionTemplate reading;
  private final Cache<Key, Picture> kept = Caffeine.newBuilder().maximumSize(KEPT).build();

  private final Cache<LookKey, Picture.Look> looks =
      Caffeine.newBuilder().maximumSize(LOOKS).build();

  Picturing(ThreadTable table, Changes changes, PlatformTransactionManager transactions) {
    this.table = table;
    this.changes = changes;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.reading.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
  }

  /**
   * What an answer depends on.
   *
   * @param scope region code, {@code all}, or empty for one who sees what is everyone's
   */
  record Key(AsOf asOf, String scope) {}

  /** Binds the question to the moment of the last change, so that the answer can be asked again. */
  AsOf bound(AsOf asOf) {
    var latest = changes.latest();
    return latest.isBefore(asOf.known()) ? new AsOf(asOf.day(), latest) : asOf;
  }

  /** The moment of the last change. */
  Instant latest() {
    return changes.latest();
  }

  /** What the one who asks may see. */
  static String scope() {
    return CurrentPerson.get().scope().orElse("");
  }

  /** The picture of the day, with what is known at the moment. */
  Picture picture(AsOf asked) {
    var asOf = bound(asked);
    return kept.get(new Key(asOf, scope()), key -> make(asOf));
  }

  private record LookKey(Key key, Picture.Cut cut) {}

  /**
   * The picture seen through a cut.
   *
   * @throws se.samspel.core.Refused when the cut names what is not there that day
   */
  Picture.Look look(Picture picture, Picture.Cut cut) {
    return looks.get(new LookKey(new Key(picture.asOf(), scope()), cut), key -> picture.look(cut));
  }

  private Picture make(AsOf asOf) {
    return java.util.Objects.requireNonNull(
        reading.execute(status -> {
          var regions = table.regions(asOf);
          var weaving = new Weaving(table.edges(asOf), table.measured(asOf));
          var strands = new LinkedHashMap<String, Picture.Strand>();
          for (var need : table.needs(asOf)) {
            strands.put(need.id(), weaving.strand(need, regions.keySet()));
          }
          return new Picture(asOf, regions, table.aims(asOf), strands, table.groups(asOf));
        }));
  }
}
