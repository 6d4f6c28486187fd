package se.samspel.indicators;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.Changes.Change;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Fields;
import se.samspel.core.NodeRef;
import se.samspel.core.Permission;
import se.samspel.core.Refused;
import se.samspel.core.StateMachine;

/**
 * Asks a region when its newest value differs more than chance explains, and keeps its answer. A
 * signal is a question and never a verdict; it says nothing about cause. Source: methods, 8.4 and
 * 14.
 */
@Component
@Transactional
public class Signals {

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
  private static final int LONGEST = 2_000;

  private final SignalTable table;
  private final Indicators indicators;
  private final Following following;
  private final Changes changes;
  private final Clock clock;

  Signals(
      SignalTable table, Indicators indicators, Following following, Changes changes, Clock clock) {
    this.table = table;
    this.indicators = indicators;
    this.following = following;
    this.changes = changes;
    this.clock = clock;
  }

  /** The questions asked by the day, the newest first. */
  @Transactional(readOnly = true)
  public List<Signal> list(AsOf asOf) {
    return table.asOf(asOf);
  }

  /**
   * The question.
   *
   * @throws Refused when there is none
   */
  @Transactional(readOnly = true)
  public Signal signal(String id, AsOf asOf) {
    return table.asOf(asOf).stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(Refused::notFound);
  }

  /** Asks about what the stored values show; asking twice changes nothing. */
  @EventListener
  void on(ValuesRecorded recorded) {
    var today = AsOf.day(LocalDate.now(clock.withZone(SWEDEN)));
    var known = table.asOf(today).stream().collect(Collectors.groupingBy(Signal::indicator));
    for (var id : recorded.indicators()) {
      indicators
          .findIndicator(id, today)
          .ifPresent(it ->
              ask(
                  it,
                  following.changing(it, today, Locale.of("sv")),
                  known.getOrDefault(id, List.of()),
                  recorded));
    }
  }

  private void ask(
      Indicator indicator, Findings findings, List<Signal> known, ValuesRecorded recorded) {
    var person = CurrentPerson.get();
    for (var line : findings.lines()) {
      var region = line.region().orElseThrow().code();
      if (person.region().filter(it -> !it.equals(region)).isPresent()) {
        continue;
      }
      seen(indicator, findings, line, recorded)
          .filter(
              it -> known.stream().noneMatch(old -> old.id().equals(it.id()) && !old.withdrawn()))
          .ifPresent(it -> {
            var again = known.stream().filter(old -> old.id().equals(it.id())).findFirst();
            table.put(again.map(it::askedAfter).orElse(it), person.username(), recorded.moment());
          });
      known.stream()
          .filter(it -> it.open() && it.region().equals(region))
          .filter(it -> !stands(findings, line, it))
          .forEach(it -> table.put(it.withdraw(), person.username(), recorded.moment()));
    }
  }

  private static Optional<Signal> seen(
      Indicator indicator, Findings findings, Findings.Line line, ValuesRecorded recorded) {
    if (!line.signals()) {
      return Optional.empty();
    }
    var chart = line.chart().orElseThrow();
    var period = findings.axis().get(chart.newest());
    var point = chart.points().get(chart.newest());
    var reading = line.readings().get(period);
    if (reading == null || reading.suppressed()) {
      return Optional.empty();
    }
    var rule = point.rules().iterator().next();
    return Optional.of(
        new Signal(
            "s" + reading.id(),
            1,
            indicator.id(),
            reading.series(),
            line.region().orElseThrow().code(),
            period,
            StateMachine.code(rule),
            StateMachine.code(point.mark()),
            SignalTable.day(recorded.moment()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            reading.synthetic()));
  }

  /** Whether the value asked about still differs and is still shown. */
  private static boolean stands(Findings findings, Findings.Line line, Signal signal) {
    var at = findings.axis().indexOf(signal.period());
    var reading = line.readings().get(signal.period());
    return at >= 0
        && reading != null
        && !reading.suppressed()
        && line.chart().filter(it -> it.points().get(at).signals()).isPresent();
  }

  /** The kinds that an answer may lead to. */
  static final List<se.samspel.core.NodeKind> ACTS_ON =
      List.of(se.samspel.core.NodeKind.NEED, se.samspel.core.NodeKind.INITIATIVE);

  /**
   * The region's answer: {@code answer}, {@code words}, and {@code actsOn} where it will act.
   *
   * @throws Refused when a field is wrong, the region is another's, or somebody was faster
   */
  public Signal answer(String id, Fields fields) {
    var person = CurrentPerson.get();
    var before = table.current(id).orElseThrow(Refused::notFound);
    if (!person.may(Permission.REPORT_REGION)) {
      throw Refused.forbidden();
    }
    if (!person.may(Permission.REPORT_REGION, before.region())) {
      throw Refused.otherRegion();
    }
    int seen = fields.version();
    var answer = fields.oneOf("answer", SignalAnswer.class);
    var words = fields.text("words", LONGEST);
    var actsOn = fields.optional("actsOn", 200);
    var chosen = fields.find("answer").filter(it -> it.equalsIgnoreCase("act")).isPresent();
    if (chosen && actsOn.isEmpty()) {
      fields.fault("actsOn", "signal.acts-on-missing");
    }
    actsOn.filter(it -> !points(it)).ifPresent(it -> fields.fault("actsOn", "signal.acts-on-form"));
    fields.accept();
    if (seen != before.version()) {
      throw Refused.stale();
    }
    if (before.withdrawn()) {
      throw new Refused(Refused.Kind.CONFLICT, "signal.gone");
    }
    var after = before.answer(answer, words, actsOn, LocalDate.now(clock.withZone(SWEDEN)));
    var moment =
        changes.record(
            new Change(
                "signal-answered",
                "indicator-signal",
                id,
                Optional.of(before.region()),
                Optional.of(before.toString()),
                Optional.of(after.toString())));
    table.put(after, person.username(), moment);
    return after;
  }

  private static boolean points(String text) {
    try {
      return ACTS_ON.contains(NodeRef.parse(text).kind());
    } catch (IllegalArgumentException notARef) {
      return false;
    }
  }
}
