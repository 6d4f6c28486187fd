package se.samspel.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Refused;
import se.samspel.ui.HelpLine;
import se.samspel.ui.HelpLines;

/** The helplines: which hold on a day, and keeping them right. */
@Component
@Transactional(readOnly = true)
public class Directory implements HelpLines {

  /**
   * How long the help box may show what another process has changed; this process's own changes
   * show at once.
   */
  private static final Duration KEPT = Duration.ofSeconds(30);

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final HelplineTable table;
  private final Changes changes;
  private final Clock clock;
  private final Cache<LocalDate, List<HelpLine>> box =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(8).build();

  Directory(HelplineTable table, Changes changes, Clock clock) {
    this.table = table;
    this.changes = changes;
    this.clock = clock;
  }

  /** Outside a transaction: most often nothing is asked of the database. */
  @Override
  @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
  public List<HelpLine> validOn(LocalDate day) {
    return box.get(day, it -> list(AsOf.day(it)).stream().map(Directory::inTheBox).toList());
  }

  private static HelpLine inTheBox(Helpline line) {
    return new HelpLine(
        line.name(),
        line.contact(),
        line.href(),
        String.join(", ", line.audience()),
        line.verified().map(LocalDate::toString));
  }

  /** The lines that held then: for immediate danger first, then for everyone, then for some. */
  List<Helpline> list(AsOf asOf) {
    return table.lines(asOf).stream()
        .sorted(Comparator.comparing(Helpline::rank).thenComparing(Helpline::name))
        .toList();
  }

  /** Those that don't hold on the day, for the one who keeps them. */
  List<Helpline> listOthers(LocalDate day) {
    return table.all().stream().filter(line -> !line.span().holds(day)).toList();
  }

  Helpline get(String id) {
    return table.current(id).orElseThrow(Refused::notFound);
  }

  /**
   * Adds a line.
   *
   * @throws Refused when a field is wrong or the identity is taken
   */
  @Transactional
  String add(Map<String, String> sent) {
    permitted();
    var fields = new Fields(sent);
    var id = fields.text("id", 60);
    if (!id.isEmpty() && !id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      fields.fault("id", "helpline.id-form");
    } else if (table.current(id).isPresent()) {
      fields.fault("id", "helpline.id-taken");
    }
    save("helpline-added", read(id, 1, fields), Optional.empty());
    return id;
  }

  /**
   * Saves a new version of a line.
   *
   * @throws Refused when a field is wrong, or somebody has saved a newer version
   */
  @Transactional
  void change(String id, Map<String, String> sent) {
    permitted();
    var old = get(id);
    var fields = new Fields(sent);
    var seen = fields.version();
    var line = read(id, old.version() + 1, fields);
    if (seen != old.version()) {
      throw Refused.stale();
    }
    save("helpline-changed", line, Optional.of(old));
  }

  /**
   * Notes that a line has been checked.
   *
   * @throws Refused when a field is wrong, or somebody has saved a newer version
   */
  @Transactional
  void verify(String id, Map<String, String> sent) {
    permitted();
    var old = get(id);
    var fields = new Fields(sent);
    var seen = fields.version();
    var day = fields.day("verified");
    var how = fields.text("how", 200);
    if (day.isAfter(today())) {
      fields.fault("verified", "helpline.verified-later");
    }
    fields.accept();
    if (seen != old.version()) {
      throw Refused.stale();
    }
    save(
        "helpline-verified",
        new Helpline(
            id,
            old.name(),
            old.contact(),
            old.channels(),
            old.audience(),
            Optional.of(day),
            Optional.of(how),
            old.version() + 1,
            old.span(),
            old.source(),
            old.synthetic()),
        Optional.of(old));
  }

  private static void permitted() {
    if (!CurrentPerson.get().may(Permission.EDIT_KNOWLEDGE)) {
      throw Refused.forbidden();
    }
  }

  /** A line's fields; the check of before doesn't hold for what has been changed. */
  private static Helpline read(String id, int version, Fields fields) {
    var name = fields.text("name", 100);
    var contact = fields.text("contact", 100);
    if (!contact.isEmpty() && !Helpline.isContact(contact)) {
      fields.fault("contact", "helpline.contact-form");
    }
    var channels = Helpline.parts(fields.text("channels", 60));
    if (!Helpline.CHANNELS.containsAll(channels)) {
      fields.fault("channels", "helpline.channels-form", String.join("; ", Helpline.CHANNELS));
    }
    var audience = Helpline.parts(fields.text("audience", 100));
    var from = fields.optionalDay("validFrom").orElse(DateSpan.EARLIEST);
    var last = fields.optionalDay("validTo");
    var to = last.map(day -> day.plusDays(1)).orElse(DateSpan.OPEN);
    if (!from.isBefore(to)) {
      fields.fault("validTo", "helpline.span");
    }
    var source = fields.optional("source", 200);
    fields.accept();
    return new Helpline(
        id,
        name,
        contact,
        channels,
        audience,
        Optional.empty(),
        Optional.empty(),
        version,
        new DateSpan(from, to),
        source,
        false);
  }

  private void save(String action, Helpline line, Optional<Helpline> old) {
    var moment =
        changes.record(
            new Changes.Change(
                action,
                "helpline",
                line.id(),
                Optional.empty(),
                old.map(Helpline::toString),
                Optional.of(line.toString())));
    table.put(List.of(line), moment);
    forgetAfterCommit();
  }

  /** Lets the help box show what this transaction changes, once it has. */
  void forgetAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            box.invalidateAll();
          }
        });
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), SWEDEN);
  }
}
