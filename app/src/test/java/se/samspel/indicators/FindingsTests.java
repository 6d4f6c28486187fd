package se.samspel.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.samspel.core.AsOf;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Person;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.testing.TestApp;

/** The demo's synthetic values, from the outside. */
class FindingsTests {

  private static final TestApp APP = TestApp.demo();
  private static final AsOf NOW = AsOf.day(LocalDate.now());
  private static final Locale SWEDISH = Locale.of("sv");

  private final Indicators indicators = APP.bean(Indicators.class);
  private final Following following = APP.bean(Following.class);
  private final Signals signals = APP.bean(Signals.class);

  private Findings i07() {
    return following.of(
        indicators.findIndicator("i07", NOW).orElseThrow(), NOW, Optional.empty(), SWEDISH);
  }

  @Test
  void everyRegionHasALongChart() {
    var it = i07();
    assertThat(it.lines()).hasSize(21);
    assertThat(it.axis()).hasSizeGreaterThanOrEqualTo(24);
    assertThat(it.drawn()).hasSizeGreaterThan(15);
  }

  @Test
  void aHiddenNumberIsInNoMoment() {
    var hidden = 0;
    for (var findings : following.all(NOW, SWEDISH)) {
      for (var line : findings.lines()) {
        for (var i = 0; line.chart().isPresent() && i < findings.axis().size(); i++) {
          var reading = line.readings().get(findings.axis().get(i));
          if (reading != null && reading.suppressed()) {
            hidden++;
            var moment = line.chart().get().series().moments().get(i);
            assertThat(moment.numerator()).isNull();
            assertThat(moment.denominator()).isNull();
            assertThat(line.chart().get().points().get(i).value()).isNull();
          }
        }
      }
    }
    assertThat(hidden).as("hidden values in the sample").isPositive();
  }

  /** What is hidden is changed in the database; if any output differs, it was in it. */
  @Test
  void noOutputHangsOnAHiddenNumber() {
    var region =
        i07().lines().stream()
            .filter(it -> it.readings().values().stream().anyMatch(Reading::suppressed))
            .findFirst()
            .orElseThrow();
    var reading =
        region.readings().values().stream()
            .filter(Reading::suppressed)
            .filter(it -> i07().axis().contains(it.period()))
            .max(java.util.Comparator.comparing(Reading::period))
            .orElseThrow();
    var paths =
        List.of(
            "/indikatorer",
            "/indikatorer/i07",
            "/indikatorer/i07?region=" + region.code(),
            "/indikatorer/i07/varden.csv",
            "/regioner/" + region.code() + "/indikatorer",
            "/jamlikhet",
            "/api/v1/indicator-findings/i07",
            "/api/v1/indicator-findings/i07/points.csv",
            "/api/v1/indicator-values?indicator=i07&limit=500&region=" + region.code(),
            "/api/v1/equality",
            "/api/v1/signals");
    var before = read(paths, "2027-01-01T00:00:00Z");
    // Another hidden one of the period gives what this one takes: the country's sum stays.
    var partner =
        i07().lines().stream()
            .flatMap(
                it -> java.util.Optional.ofNullable(it.readings().get(reading.period())).stream())
            .filter(it -> it.suppressed() && !it.id().equals(reading.id()))
            .findFirst()
            .orElseThrow();
    var one = stored(reading.id());
    var two = stored(partner.id());
    try {
      set(reading.id(), one + 0.25);
      set(partner.id(), two - 0.25);
      assertThat(read(paths, "2027-01-02T00:00:00Z")).isEqualTo(before);
    } finally {
      set(reading.id(), one);
      set(partner.id(), two);
    }
  }

  private static double stored(String id) {
    return APP.database()
        .asOwner()
        .sql("select numerator from indicators.value where id = ? and replaced_at = 'infinity'")
        .param(id)
        .query(Double.class)
        .single();
  }

  private static void set(String id, double numerator) {
    APP.database()
        .asOwner()
        .sql(
            "update indicators.value set numerator = ?, value = 100 * ? / denominator where id = ?"
                + " and replaced_at = 'infinity'")
        .params(numerator, numerator, id)
        .update();
  }

  private static List<String> read(List<String> paths, String known) {
    var texts = new ArrayList<String>();
    for (var path : paths) {
      // Known at another time: nothing that was kept answers.
      var full = path + (path.contains("?") ? "&" : "?") + "kant=" + known;
      var answer =
          path.startsWith("/api/") && !path.contains(".csv")
              ? APP.visitor().json(full)
              : APP.visitor().get(full);
      assertThat(answer.status()).as(path).isEqualTo(200);
      texts.add(answer.body().replace(known, ""));
    }
    return texts;
  }

  @Test
  void aSignalIsAskedOnceAndNeverAboutAHiddenNumber() {
    var asked = signals.list(NOW);
    assertThat(asked).isNotEmpty();
    assertThat(asked.stream().map(Signal::id).distinct().count()).isEqualTo(asked.size());
    for (var it : asked) {
      var reading =
          indicators.listOpenValues(it.indicator(), NOW).stream()
              .filter(one -> ("s" + one.id()).equals(it.id()))
              .findFirst()
              .orElseThrow();
      assertThat(reading.suppressed()).isFalse();
    }
  }

  @Test
  void theRegionAnswersAndNobodyElseMay() {
    var signal =
        signals.list(NOW).stream()
            .filter(it -> it.open() && it.region().value().equals("24"))
            .findFirst()
            .orElseThrow();
    var own = APP.signedIn("samordnare-" + signal.region());
    var stranger =
        new Person(
            "granne",
            "Granne",
            Set.of(Permission.PUBLIC, Permission.SIGNED_IN, Permission.REPORT_REGION),
            Optional.of(new RegionCode(signal.region().value().equals("12") ? "13" : "12")));
    var page = "/signaler/" + signal.id();
    var sent =
        Map.of(
            "version",
            Integer.toString(signal.version()),
            "answer",
            "explain",
            "words",
            "Ny mottagning öppnade");
    assertThatThrownBy(() -> APP.as(stranger, () -> signals.answer(signal.id(), new Fields(sent))))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.kind()).isEqualTo(Refused.Kind.FORBIDDEN));
    assertThat(
            own.submit(page, page, Map.of("version", "1", "answer", "act", "words", "x")).status())
        .isEqualTo(422);
    assertThat(own.submit(page, page, sent).status()).isEqualTo(303);
    assertThat(own.submit(page, page, sent).status()).isEqualTo(409);
    assertThat(APP.visitor().get(page).text()).contains("Ny mottagning öppnade");
  }

  @Test
  void whatAnAnswerLeadsToIsNotToldToThoseWhoMayNotSeeIt() {
    var signal =
        signals.list(NOW).stream()
            .filter(it -> it.open() && !it.region().value().equals("24"))
            .findFirst()
            .orElseThrow();
    var own =
        new Person(
            "egen",
            "Egen",
            Set.of(Permission.PUBLIC, Permission.SIGNED_IN, Permission.REPORT_REGION),
            Optional.of(signal.region()));
    var sent =
        Map.of(
            "version",
            Integer.toString(signal.version()),
            "answer",
            "act",
            "words",
            "Vi gör något",
            "actsOn",
            "need:osynligt-behov");
    APP.as(own, () -> signals.answer(signal.id(), new Fields(sent)));
    var page = APP.visitor().get("/signaler/" + signal.id()).body();
    assertThat(page).contains("Vi gör något").doesNotContain("osynligt-behov");
    var listed = APP.visitor().json("/api/v1/signals?limit=500").body();
    assertThat(listed).contains("Vi gör något").doesNotContain("osynligt-behov");
  }
}
