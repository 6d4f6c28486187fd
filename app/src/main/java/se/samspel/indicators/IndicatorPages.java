package se.samspel.indicators;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.ui.Answers;
import se.samspel.ui.Choice;
import se.samspel.ui.Csv;
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Listing;
import se.samspel.ui.Messages;
import se.samspel.ui.Page;
import se.samspel.ui.TextDiff;
import se.samspel.ui.Visit;

/** The indicators for people: list, definition with its versions, values, forms. */
@Controller
class IndicatorPages {

  private static final int ROWS = 100;

  private final Html html;
  private final Indicators indicators;
  private final Defining defining;
  private final ValueReporting reporting;
  private final Following following;

  IndicatorPages(
      Html html,
      Indicators indicators,
      Defining defining,
      ValueReporting reporting,
      Following following) {
    this.html = html;
    this.indicators = indicators;
    this.defining = defining;
    this.reporting = reporting;
    this.following = following;
  }

  record ListPage(
      Frame frame, String q, List<Indicator> found, Map<String, Overview> overview, String alarms)
      implements Page {
    boolean mayEdit() {
      return frame.person().may(Permission.EDIT_INDICATORS);
    }
  }

  /** What a version changed from the one before. */
  record Version(Indicator indicator, Optional<TextDiff> diff) {}

  record IndicatorPage(
      Frame frame,
      Indicator indicator,
      List<Version> versions,
      Listing<Reading> values,
      List<DefinitionTable.RegionName> regions,
      List<String> periods,
      String region,
      String period,
      Map<String, String> units,
      Shown shown)
      implements Page {

    boolean mayEdit() {
      return frame.person().may(Permission.EDIT_INDICATORS);
    }

    boolean mayReport() {
      return mayEdit() || frame.person().may(Permission.REPORT_REGION);
    }

    boolean mayCorrect(Reading it) {
      return !it.summed()
          && it.state() != ValueState.LOCKED
          && (mayEdit()
              || (!it.region().equals(Measured.COUNTRY)
                  && frame
                      .person()
                      .may(Permission.REPORT_REGION, new se.samspel.core.RegionCode(it.region()))));
    }

    List<ValueState> nextSteps(Reading it) {
      return it.summed()
          ? List.of()
          : ValueReporting.stepsFor(frame.person(), it.region(), it.state());
    }

    String regionName(Reading it) {
      return IndicatorPages.regionName(this, regions, it);
    }

    String sex(Reading it) {
      return t("value.sex." + it.sex());
    }

    String age(Reading it) {
      return switch (it.age()) {
        case "all" -> t("value.age-all");
        case "patients" -> t("value.age-patients");
        default -> it.age();
      };
    }

    /** What it may be split by, in words. */
    String strata() {
      return indicator.strata().isEmpty()
          ? t("missing")
          : indicator.strata().stream().map(it -> stratum(frame, it)).collect(joining(", "));
    }

    String measuring(Findings.Stratum it) {
      return String.join(
          " · ",
          List.of(
              it.series().isEmpty() ? t("finding.main-series") : it.series(),
              t("value.sex." + it.sex()),
              it.age().equals("all") ? t("value.age-all") : it.age(),
              unit(it.unit()),
              t("finding.part", it.passed() + 1)));
    }

    String periodName(String code) {
      return code.equals(Period.UNDATED) ? t("value.undated") : code;
    }

    String unit(String unit) {
      return switch (unit) {
        case "percent" -> t("value.unit.percent");
        case "per 100 000" -> t("value.unit.per-100000");
        case "ratio" -> t("value.unit.ratio");
        case "count" -> t("value.unit.count");
        case "score" -> t("value.unit.score");
        default ->
            frame.locale().getLanguage().equals("sv") ? units.getOrDefault(unit, unit) : unit;
      };
    }

    String number(Reading it, Optional<Double> number) {
      return number
          .map(n -> numbers().plain(Math.round(n * 10) / 10.0))
          .orElseGet(() -> it.suppressed() ? t("value.suppressed", it.least()) : t("missing"));
    }

    String value(Reading it) {
      // Five counts of a whole are no reason to write decimals.
      return it.unit().equals("percent")
          ? it.value()
              .map(n -> numbers().percent(n / 100))
              .orElseGet(() -> number(it, Optional.empty()))
          : number(it, it.value());
    }

    String completeness(Reading it) {
      return it.completeness().map(n -> numbers().percent(n)).orElse(t("missing"));
    }
  }

  record DefinitionForm(
      Frame frame, Form form, String action, boolean fresh, List<DefinitionTable.AimName> aims)
      implements Page {
    List<Choice> aimChoices() {
      return aims.stream().map(it -> new Choice(it.id(), it.text())).toList();
    }

    List<Choice> directions() {
      return Defining.DIRECTIONS.stream()
          .map(it -> new Choice(it, t("indicator.direction." + it)))
          .toList();
    }

    List<Choice> counts() {
      return Defining.COUNTS.stream()
          .map(it -> new Choice(it, t("indicator.counts." + it)))
          .toList();
    }
  }

  record ValueForm(
      Frame frame, Indicator indicator, Form form, List<DefinitionTable.RegionName> regions)
      implements Page {
    List<Choice> regionChoices() {
      var choices = new ArrayList<Choice>();
      var own = frame.person().region();
      if (own.isEmpty()) {
        choices.add(new Choice(Measured.COUNTRY, t("value.country")));
      }
      regions.stream()
          .filter(it -> own.map(code -> code.value().equals(it.code())).orElse(true))
          .forEach(it -> choices.add(new Choice(it.code(), it.name())));
      return choices;
    }

    List<Choice> sexes() {
      return ValueReporting.SEXES.stream().map(it -> new Choice(it, t("value.sex." + it))).toList();
    }
  }

  private static String regionName(
      Page page, List<DefinitionTable.RegionName> regions, Reading it) {
    if (it.region().equals(Measured.COUNTRY)) {
      return page.t(it.summed() ? "value.country-sum" : "value.country");
    }
    return regions.stream()
        .filter(region -> region.code().equals(it.region()))
        .map(DefinitionTable.RegionName::name)
        .findFirst()
        .orElse(it.region());
  }

  @GetMapping("/indikatorer")
  @Permit(Permission.PUBLIC)
  View list(Visit visit) {
    var q = visit.query("q").orElse("").strip();
    var part = q.toLowerCase(Locale.ROOT);
    var found =
        indicators.listIndicators(visit.asOf()).stream()
            .filter(it ->
                it.id().contains(part)
                    || it.nameSv().toLowerCase(Locale.ROOT).contains(part)
                    || it.nameEn()
                        .filter(name -> name.toLowerCase(Locale.ROOT).contains(part))
                        .isPresent())
            .toList();
    return html.page("indicators/indicators.jte", overview(visit, q, found));
  }

  private ListPage overview(Visit visit, String q, List<Indicator> found) {
    var rows = new LinkedHashMap<String, Overview>();
    for (var it : following.all(visit.asOf(), visit.locale())) {
      rows.put(it.indicator().id(), Overview.of(it));
    }
    return new ListPage(
        visit.frame("indicator.list"),
        q,
        found,
        rows,
        Overview.alarms(rows.values(), visit.locale()));
  }

  @GetMapping("/indikatorer/{id}")
  @Permit(Permission.PUBLIC)
  View indicator(@PathVariable String id, @RequestParam(defaultValue = "1") int sida, Visit visit) {
    var indicator = find(id, visit);
    var all = indicators.listVersions(indicator.id(), visit.asOf());
    var versions = new ArrayList<Version>();
    for (int i = 0; i < all.size(); i++) {
      versions.add(
          new Version(
              all.get(i),
              i + 1 < all.size()
                  ? Optional.of(TextDiff.of(words(visit, all.get(i + 1)), words(visit, all.get(i))))
                  : Optional.empty()));
    }
    var region = visit.query("region").orElse("");
    var period = visit.query("period").orElse("");
    var values = indicators.listValues(indicator.id(), visit.asOf());
    var chosen =
        values.stream()
            .filter(it -> region.isEmpty() || it.region().equals(region))
            .filter(it -> period.isEmpty() || it.period().code().equals(period))
            .toList();
    return html.page(
        "indicators/indicator.jte",
        new IndicatorPage(
            visit.titled(indicator.name(visit.locale())),
            indicator,
            List.copyOf(versions),
            Listing.of(chosen, sida, ROWS),
            indicators.regions(),
            values.stream().map(it -> it.period().code()).distinct().toList(),
            region,
            period,
            indicators.unitNames(visit.asOf()),
            Shown.of(
                following,
                following.of(indicator, visit.asOf(), visit.query("serie"), visit.locale()),
                visit,
                region)));
  }

  private Indicator find(String id, Visit visit) {
    return indicators
        .findIndicator(id.toLowerCase(Locale.ROOT), visit.asOf())
        .orElseThrow(Refused::notFound);
  }

  private static String words(Visit visit, Indicator it) {
    var frame = visit.titled("");
    var locale = visit.locale();
    return String.join(
        ". ",
        it.name(locale),
        it.numerator(locale),
        it.denominator(locale).orElse(""),
        it.unit(),
        frame.t("indicator.direction." + it.direction()),
        it.origin(locale).orElse(""),
        it.strata().stream().map(stratum -> stratum(frame, stratum)).collect(joining(", ")),
        it.caveat(locale).orElse(""),
        it.lagDays().map(Object::toString).orElse(""),
        frame.t("indicator.counts." + it.counts()),
        Integer.toString(it.leastCount()),
        it.breaks().stream().map(Break::text).collect(joining(", ")));
  }

  /** One of the usual ways to split in words, another as it is written. */
  private static String stratum(Frame frame, String code) {
    var key = "indicator.stratum." + code;
    return Messages.has(frame.locale(), key) ? frame.t(key) : code;
  }

  @GetMapping("/indikatorer/{id}/varden.csv")
  @Permit(Permission.PUBLIC)
  ResponseEntity<byte[]> csv(@PathVariable String id, Visit visit) {
    var indicator = find(id, visit);
    return Csv.answer(
        indicator.id() + ".csv",
        IndicatorApi.CSV_HEADER,
        indicators.listValues(indicator.id(), visit.asOf()).stream()
            .map(IndicatorApi::csvRow)
            .toList());
  }

  @GetMapping("/indikatorer/ny")
  @Permit(Permission.EDIT_INDICATORS)
  View blank(Visit visit) {
    return definition(visit, "indicator.new", Form.EMPTY, "/indikatorer", true, HttpStatus.OK);
  }

  @PostMapping("/indikatorer")
  @Permit(Permission.EDIT_INDICATORS)
  View add(@RequestParam Map<String, String> sent, Visit visit) {
    try {
      var added = defining.add(new Fields(sent), visit.today());
      return Answers.done("/indikatorer/" + added.id(), "indicator-saved");
    } catch (Refused refused) {
      return again(visit, "indicator.new", sent, "/indikatorer", true, refused);
    }
  }

  @GetMapping("/indikatorer/{id}/andra")
  @Permit(Permission.EDIT_INDICATORS)
  View edit(@PathVariable String id, Visit visit) {
    var it = find(id, visit);
    var values = new LinkedHashMap<String, String>();
    values.put("nameSv", it.nameSv());
    values.put("nameEn", it.nameEn().orElse(""));
    values.put("numerator", it.numerator());
    values.put("denominator", it.denominator().orElse(""));
    values.put("unit", it.unit());
    values.put("direction", it.direction());
    values.put("origin", it.origin().orElse(""));
    values.put("numeratorSv", it.inSwedish().numerator().orElse(""));
    values.put("denominatorSv", it.inSwedish().denominator().orElse(""));
    values.put("originSv", it.inSwedish().origin().orElse(""));
    values.put("caveatSv", it.inSwedish().caveat().orElse(""));
    values.put("strata", String.join("; ", it.strata()));
    values.put("caveat", it.caveat().orElse(""));
    values.put("aim", it.aim().orElse(""));
    values.put("lagDays", it.lagDays().map(Object::toString).orElse(""));
    values.put("counts", it.counts());
    values.put("leastCount", Integer.toString(it.leastCount()));
    values.put("contextOnly", it.contextOnly() ? "true" : "");
    values.put("breaks", it.breaks().stream().map(Break::text).collect(joining("\n")));
    values.put("source", it.source().orElse(""));
    values.put("validFrom", visit.today().toString());
    values.put("version", Integer.toString(it.version()));
    return definition(
        visit,
        "indicator.change",
        Form.of(values),
        "/indikatorer/" + it.id() + "/andra",
        false,
        HttpStatus.OK);
  }

  @PostMapping("/indikatorer/{id}/andra")
  @Permit(Permission.EDIT_INDICATORS)
  View redefine(@PathVariable String id, @RequestParam Map<String, String> sent, Visit visit) {
    try {
      defining.redefine(id, new Fields(sent), visit.today());
      return Answers.done("/indikatorer/" + id, "indicator-saved");
    } catch (Refused refused) {
      return again(
          visit, "indicator.change", sent, "/indikatorer/" + id + "/andra", false, refused);
    }
  }

  private View again(
      Visit visit,
      String titleKey,
      Map<String, String> sent,
      String action,
      boolean fresh,
      Refused refused) {
    var status = Answers.again(refused);
    return definition(
        visit, titleKey, Form.refused(sent, refused, visit.locale()), action, fresh, status);
  }

  private View definition(
      Visit visit, String titleKey, Form form, String action, boolean fresh, HttpStatus status) {
    return html.page(
        "indicators/definition-form.jte",
        new DefinitionForm(
            visit.frame(titleKey), form, action, fresh, indicators.aims(visit.today())),
        status);
  }

  @GetMapping("/indikatorer/{id}/rapportera")
  @Permit(Permission.SIGNED_IN)
  View blankValue(@PathVariable String id, Visit visit) {
    if (!visit.person().may(Permission.EDIT_INDICATORS)
        && !visit.person().may(Permission.REPORT_REGION)) {
      throw Refused.forbidden();
    }
    var indicator = find(id, visit);
    var values = new LinkedHashMap<String, String>();
    values.put("sex", "total");
    values.put("age", "all");
    values.put("unit", indicator.unit());
    values.put("version", "0");
    visit.person().region().ifPresent(it -> values.put("region", it.value()));
    visit
        .query("varde")
        .flatMap(value ->
            indicators.listValues(indicator.id(), visit.asOf()).stream()
                .filter(it -> it.id().equals(value))
                .findFirst())
        .ifPresent(it -> fill(values, it));
    return value(visit, indicator, Form.of(values), HttpStatus.OK);
  }

  private static void fill(Map<String, String> values, Reading it) {
    values.put("region", it.region());
    values.put("sex", it.sex());
    values.put("age", it.age());
    values.put("period", it.period().code());
    values.put("series", it.series());
    values.put("unit", it.unit());
    values.put("numerator", it.numerator().map(IndicatorPages::plain).orElse(""));
    values.put("denominator", it.denominator().map(IndicatorPages::plain).orElse(""));
    values.put(
        "value",
        it.numerator().isPresent() && it.denominator().isPresent()
            ? ""
            : it.value().map(IndicatorPages::plain).orElse(""));
    values.put("completeness", it.completeness().map(n -> plain(n * 100)).orElse(""));
    values.put("provisional", it.provisional() ? "true" : "");
    values.put("source", it.source().orElse(""));
    values.put("version", Integer.toString(it.version()));
  }

  private static String plain(double number) {
    return java.math.BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  @PostMapping("/indikatorer/{id}/rapportera")
  @Permit(Permission.SIGNED_IN)
  View report(@PathVariable String id, @RequestParam Map<String, String> sent, Visit visit) {
    var indicator = find(id, visit);
    try {
      var reported = reporting.report(indicator.id(), new Fields(sent), visit.today());
      return Answers.done(
          "/indikatorer/" + indicator.id(),
          reported.state().open() ? "value-saved" : "value-waits");
    } catch (Refused refused) {
      var status = Answers.again(refused);
      return value(visit, indicator, Form.refused(sent, refused, visit.locale()), status);
    }
  }

  private View value(Visit visit, Indicator indicator, Form form, HttpStatus status) {
    return html.page(
        "indicators/value-form.jte",
        new ValueForm(
            visit.frame("value.report-for", indicator.nameSv()),
            indicator,
            form,
            indicators.regions()),
        status);
  }

  @PostMapping("/indikatorer/varden/{value}/steg")
  @Permit(Permission.SIGNED_IN)
  View step(@PathVariable String value, @RequestParam Map<String, String> sent, Visit visit) {
    var taken = reporting.step(value, new Fields(sent));
    return Answers.done("/indikatorer/" + taken.indicator(), "value-step");
  }
}
