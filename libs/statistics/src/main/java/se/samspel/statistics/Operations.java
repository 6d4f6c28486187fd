package se.samspel.statistics;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every statistic by name: a JSON-like input, a JSON-like answer or a refusal. The names of
 * operations, inputs and figures are those of the oracle cases and are kept stable.
 *
 * <p>Every answer also carries {@code status} and {@code method} (id/version), and {@code ignored}
 * with the names of input fields that the operation does not know, so that a misspelt option is
 * seen. Interrupting the thread ends a long computation with TIME_LIMIT.
 */
public final class Operations {

  /** Reads the input and fills in the figures. */
  private interface Operation {
    void answer(Fields in, Figures out);
  }

  /** Figures in the order they are put. */
  private static final class Figures {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    Figures put(String name, @Nullable Object value) {
      fields.put(name, plain(value));
      return this;
    }

    Figures stand(Status status, Method method) {
      return put("status", status).put("method", method.toString());
    }

    /** Enums become their names, everything else is JSON already. */
    private static @Nullable Object plain(@Nullable Object value) {
      return switch (value) {
        case null -> null;
        case Enum<?> e -> e.name();
        case Double d -> {
          Absent.refuseNonFinite(d);
          yield d;
        }
        case Iterable<?> list -> {
          var out = new ArrayList<@Nullable Object>();
          list.forEach(x -> out.add(plain(x)));
          yield Collections.unmodifiableList(out);
        }
        default -> value;
      };
    }
  }

  private static final Map<String, Operation> ALL = new TreeMap<>();

  static {
    ALL.put("proportion", Operations::proportion);
    ALL.put("rate", Operations::rate);
    ALL.put("dsr", Operations::dsr);
    ALL.put("dsrNonIndependent", Operations::dsrNonIndependent);
    ALL.put("isr", Operations::isr);
    ALL.put("mean", Operations::mean);
    ALL.put("quantile", Operations::quantile);
    ALL.put("quantileGroups", Operations::quantileGroups);
    ALL.put("spc", Operations::spc);
    ALL.put("runLimits", Operations::runLimits);
    ALL.put("nhseXmr", Operations::nhseXmr);
    ALL.put("funnelLimits", Operations::funnelLimits);
    ALL.put("funnelPoissonExpected", Operations::funnelPoissonExpected);
    ALL.put("funnelOverdispersion", Operations::funnelOverdispersion);
    ALL.put("funnelSpiegelhalter", Operations::funnelSpiegelhalter);
    ALL.put("funnelSignificance", Operations::funnelSignificance);
    ALL.put("inequalityUnranked", Operations::inequalityUnranked);
    ALL.put("inequalityRanked", Operations::inequalityRanked);
    ALL.put("siiLog", Operations::siiLog);
    ALL.put("siiWithSe", Operations::siiWithSe);
    ALL.put("differenceRatio", Operations::differenceRatio);
    ALL.put("proportionDifference", Operations::proportionDifference);
    ALL.put("rateRatio", Operations::rateRatio);
    ALL.put("trendTest", Operations::trendTest);
    ALL.put("adjustPValues", Operations::adjustPValues);
    ALL.put("waitingCompliance", Operations::waitingCompliance);
    ALL.put("waitingKaplanMeier", Operations::waitingKaplanMeier);
    ALL.put("daysWaited", Operations::daysWaited);
    ALL.put("suppressionIndicator", Operations::suppressionIndicator);
    ALL.put("suppressionProtect", Operations::suppressionProtect);
    ALL.put("suppressionAudit", Operations::suppressionAudit);
    ALL.put("outlierScores", Operations::outlierScores);
    ALL.put("consistencyRatio", Operations::consistencyRatio);
  }

  private Operations() {}

  /** Names of all operations, sorted. */
  public static SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(ALL.keySet()));
  }

  /**
   * Answers one question. Never throws for what is in the input.
   *
   * @param operation one of {@link #names}
   * @param input maps, lists, numbers, text, booleans and null, at most six levels deep, arrays of
   *     at most 100,000
   */
  public static Answer answer(String operation, Map<String, ?> input) {
    var known = ALL.get(operation);
    if (known == null) {
      return new Answer.Refused(
          RefusalCode.UNKNOWN_OPERATION,
          "There is no operation "
              + operation
              + "; there are "
              + String.join(", ", ALL.keySet())
              + ".");
    }
    try {
      var in = Fields.of(input);
      var out = new Figures();
      known.answer(in, out);
      var ignored = in.unread();
      if (!ignored.isEmpty()) {
        out.put("ignored", ignored);
      }
      return new Answer.Given(out.fields);
    } catch (Refusal refusal) {
      return new Answer.Refused(refusal.code(), String.valueOf(refusal.getMessage()));
    } catch (ArithmeticException overflow) {
      return new Answer.Refused(RefusalCode.OUT_OF_RANGE, "The figures are too large to add up.");
    }
  }

  private static final double USUAL = 0.95;

  private static double confidence(Fields in) {
    return in.number("confidence", USUAL);
  }

  private static void estimate(Estimate of, Figures out) {
    out.put("value", of.value()).put("lower", of.lower()).put("upper", of.upper());
    out.stand(of.status(), of.method());
  }

  private static void proportion(Fields in, Figures out) {
    var wilson = in.choice("method", "wilson", Map.of("wilson", true, "clopper-pearson", false));
    var x = in.whole("numerator");
    var n = in.whole("denominator");
    estimate(
        wilson
            ? Proportions.wilson(x, n, confidence(in))
            : Proportions.clopperPearson(x, n, confidence(in)),
        out);
  }

  private static void rate(Fields in, Figures out) {
    var limit =
        in.choice(
            "method",
            "auto",
            Map.of("auto", Rates.Limit.AUTO, "byar", Rates.Limit.BYAR, "exact", Rates.Limit.EXACT));
    var count = in.whole("count");
    var multiplier = positive(in, "multiplier", 100_000);
    estimate(
        Rates.crude(count, population(in, "personTime"), multiplier, confidence(in), limit), out);
    out.put("methodUsed", used(limit.at(count)));
  }

  private static double positive(Fields in, String field, double otherwise) {
    var value = in.number(field, otherwise);
    Refusal.when(
        !(value > 0),
        RefusalCode.OUT_OF_RANGE,
        "The field " + field + " must be above 0, but is " + value + ".");
    return value;
  }

  private static String used(Rates.Limit limit) {
    return limit == Rates.Limit.BYAR ? "byar" : "exact";
  }

  private static double population(Fields in, String field) {
    Refusal.when(
        !in.has(field), RefusalCode.MISSING_POPULATION, "The field " + field + " is missing.");
    return in.number(field);
  }

  private static void dsr(Fields in, Figures out) {
    var strata =
        in.each(
            "strata",
            s ->
                new Standardisation.Stratum(
                    s.wholeOrNull("count"), population(s, "population"), s.number("standard")));
    direct(
        in,
        Standardisation.direct(
            strata,
            in.levels("confidence", USUAL),
            positive(in, "multiplier", 100_000),
            minimum(in)),
        out);
  }

  private static long minimum(Fields in) {
    return in.whole("minimumTotalCount", Standardisation.MINIMUM_EVENTS);
  }

  private static void dsrNonIndependent(Fields in, Figures out) {
    var rows =
        in.each(
            "rows",
            r ->
                new Standardisation.Repeats(
                    r.text("ageBand"),
                    r.whole("eventsPerPerson"),
                    r.wholeOrNull("persons"),
                    population(r, "population"),
                    r.number("standard")));
    direct(
        in,
        Standardisation.repeated(
            rows, in.levels("confidence", USUAL), positive(in, "multiplier", 100_000), minimum(in)),
        out);
  }

  private static void direct(Fields in, Standardisation.Direct of, Figures out) {
    out.put("totalCount", of.totalCount());
    out.put("totalPopulation", of.totalPopulation()).put("value", of.value());
    var named = in.isList("confidence");
    for (var level : in.levels("confidence", USUAL)) {
      var band = of.bands().get(level);
      var suffix = named ? Limits.levelName(level) : "";
      out.put("lower" + suffix, band == null ? null : band.lower());
      out.put("upper" + suffix, band == null ? null : band.upper());
    }
    out.stand(of.status(), of.method());
  }

  private static void isr(Fields in, Figures out) {
    boolean rate = in.choice("kind", null, Map.of("ratio", false, "rate", true));
    var strata =
        in.each(
            "strata",
            s ->
                new Standardisation.Compared(
                    s.wholeOrNull("count"),
                    population(s, "population"),
                    s.wholeOrNull("refCount"),
                    population(s, "refPopulation")));
    var total = in.wholeOrNull("observedTotal");
    var multiplier = positive(in, "multiplier", rate ? 100_000 : 1);
    var of =
        rate
            ? Standardisation.indirectRate(strata, total, multiplier, confidence(in))
            : Standardisation.indirectRatio(strata, total, multiplier, confidence(in));
    out.put("observed", of.observed()).put("expected", of.expected());
    estimate(of.estimate(), out);
    out.put("methodUsed", used(of.limit()));
    if (rate) {
      out.put("referenceRate", of.referenceRate());
    }
  }

  private static void mean(Fields in, Figures out) {
    var of = Means.mean(in.numbers("values"), confidence(in));
    out.put("n", of.n()).put("mean", of.mean()).put("sd", of.sd());
    out.put("lower", of.lower()).put("upper", of.upper()).stand(of.status(), of.method());
  }

  private static void quantile(Fields in, Figures out) {
    var sorted = Absent.present(in.numbers("values"));
    Arrays.sort(sorted);
    var probabilities = in.presentNumbers("probabilities");
    var types = in.has("types") ? in.wholes("types") : new long[] {7};
    for (var type : types) {
      Refusal.when(
          type < 1 || type > 9,
          RefusalCode.UNKNOWN_CHOICE,
          "The type of quantile is one of 1 to 9, but was " + type + ".");
      var at =
          Arrays.stream(probabilities)
              .map(p -> Quantiles.ofSorted(sorted, p, (int) type))
              .toArray();
      out.put("type" + type, Absent.list(at));
    }
    var last = types.length == 0 ? 7 : (int) types[types.length - 1];
    out.stand(sorted.length == 0 ? Status.MISSING : Status.OK, Quantiles.method(last));
  }

  private static void quantileGroups(Fields in, Figures out) {
    var values = in.numbers("values");
    in.whole("groups");
    var groups = in.small("groups", 0);
    out.put("group", Quantiles.groups(values, groups, in.flag("invert", false)));
    var present = Absent.present(values).length;
    out.stand(present < groups ? Status.TOO_FEW_OBSERVATIONS : Status.OK, Quantiles.GROUPS);
  }

  private static void spc(Fields in, Figures out) {
    var kinds = new TreeMap<String, ControlChart.Kind>();
    for (var kind : ControlChart.Kind.values()) {
      kinds.put(kind.label(), kind);
    }
    var freeze = in.wholeOrNull("freezeAfter");
    var plan =
        new ControlChart.Plan(
            in.flag("screenMovingRanges", true),
            in.points("breakAfter"),
            freeze == null ? null : in.small("freezeAfter", 0),
            in.points("exclude"));
    var chart =
        ControlChart.draw(
            in.choice("chart", null, kinds),
            in.numbers("values"),
            in.numbersOrNull("denominators"),
            plan);
    var points = new Figures();
    points.put("value", chart.values()).put("centre", chart.centre());
    if (chart.kind() != ControlChart.Kind.RUN) {
      points.put("lower", chart.lower()).put("upper", chart.upper());
      points.put("lower95", chart.lower95()).put("upper95", chart.upper95());
      points.put("sigmaSignal", chart.sigmaSignal());
    }
    out.put("points", points.fields);
    out.put("phases", chart.phases().stream().map(Operations::phase).toList());
    out.stand(chart.status(), chart.method());
  }

  private static Map<String, @Nullable Object> phase(ControlChart.Phase phase) {
    var runs = phase.runs();
    return new Figures()
        .put("phase", phase.number())
        .put("firstPoint", phase.first())
        .put("lastPoint", phase.last())
        .put("usefulObservations", runs.useful())
        .put("longestRun", runs.longest())
        .put("longestRunMax", runs.longestMax())
        .put("crossings", runs.crossings())
        .put("crossingsMin", runs.crossingsMin())
        .put("runsSignal", runs.signal())
        .put("sigmaRatio", phase.sigmaRatio())
        .put("status", phase.status())
        .fields;
  }

  private static void runLimits(Fields in, Figures out) {
    in.whole("usefulObservations");
    var n = in.small("usefulObservations", 0);
    Refusal.when(
        n < 0,
        RefusalCode.NEGATIVE_COUNT,
        "The number of useful observations is below 0: " + n + ".");
    out.put("longestRunMax", n == 0 ? null : Runs.longestMax(n));
    out.put("crossingsMin", n == 0 ? null : Runs.crossingsMin(n));
    out.stand(n == 0 ? Status.TOO_FEW_OBSERVATIONS : Status.OK, Runs.METHOD);
  }

  private static void nhseXmr(Fields in, Figures out) {
    var baseline = in.wholeOrNull("baselinePoints");
    var plan =
        new ImprovementChart.Plan(
            in.choice(
                "improvementDirection",
                null,
                Map.of(
                    "increase",
                    ImprovementChart.Direction.INCREASE,
                    "decrease",
                    ImprovementChart.Direction.DECREASE,
                    "neutral",
                    ImprovementChart.Direction.NEUTRAL)),
            in.numberOrNull("target"),
            in.points("rebaseAt"),
            baseline == null ? null : in.small("baselinePoints", 0),
            in.flag("screenOutliers", true),
            in.small("shiftLength", 7),
            in.small("trendLength", 7));
    var chart = ImprovementChart.draw(in.numbers("values"), plan);
    out.put("mean", chart.mean()).put("lower", chart.lower()).put("upper", chart.upper());
    out.put("specialCause", chart.specialCause()).put("rules", chart.rules());
    out.put("pointType", chart.pointType()).put("variationIcon", chart.variationIcon());
    out.put("assurance", chart.assurance()).put("provisional", chart.provisional());
    out.put("observedInLastPhase", chart.observedInLastPhase());
    out.stand(chart.status(), chart.method());
  }

  private static Map<String, Funnel.Statistic> statistics() {
    return Map.of(
        "proportion",
        Funnel.Statistic.PROPORTION,
        "ratio",
        Funnel.Statistic.RATIO,
        "rate",
        Funnel.Statistic.RATE);
  }

  private static void lines(String prefix, Funnel.Lines of, Figures out) {
    var named = prefix.isEmpty();
    out.put(named ? "lower95" : prefix + "Lower95", of.lower95());
    out.put(named ? "upper95" : prefix + "Upper95", of.upper95());
    out.put(named ? "lower998" : prefix + "Lower998", of.lower998());
    out.put(named ? "upper998" : prefix + "Upper998", of.upper998());
  }

  private static void funnelLimits(Fields in, Figures out) {
    var statistic = in.choice("statistic", null, statistics());
    var shapes = new TreeMap<String, Funnel.Shape>();
    for (var shape : Funnel.Shape.values()) {
      shapes.put(shape.label(), shape);
    }
    var usual =
        statistic == Funnel.Statistic.PROPORTION
            ? Funnel.Shape.WILSON_INVERSE
            : Funnel.Shape.EXACT_POISSON;
    var of =
        Funnel.limits(
            statistic,
            in.choice("method", usual.label(), shapes),
            statistic == Funnel.Statistic.RATIO ? in.number("target", 1) : in.number("target"),
            in.presentNumbers("denominators"));
    lines("", of, out);
    out.stand(Status.OK, of.method());
  }

  private static void funnelPoissonExpected(Fields in, Figures out) {
    var of = Funnel.poissonExpected(in.wholes("observed"));
    out.put("expectedUpper95", of.upper95()).put("expectedLower95", of.lower95());
    out.put("expectedUpper998", of.upper998()).put("expectedLower998", of.lower998());
    out.stand(Status.OK, of.method());
  }

  private static Funnel.Unit unit(Fields group) {
    return new Funnel.Unit(
        group.text("id", "the unit"), group.number("numerator"), group.number("denominator"));
  }

  private static void funnelOverdispersion(Fields in, Figures out) {
    var type = in.choice("dataType", null, Map.of("PR", "PR", "SR", "SR", "RC", "RC"));
    var scale =
        type.equals("SR")
            ? in.choice(
                "method", "SHMI", Map.of("SHMI", Funnel.Scale.SHMI, "CQC", Funnel.Scale.CQC))
            : in.choice(
                "method",
                "winsorised",
                Map.of(
                    "winsorised",
                    type.equals("PR") ? Funnel.Scale.PROPORTION : Funnel.Scale.RATIO_OF_COUNTS));
    var of =
        Funnel.dispersion(
            scale,
            in.each("groups", Operations::unit),
            in.number("trim", 0.1),
            in.number("outlierLimit", 0.998),
            positive(in, "multiplier", 1),
            in.flag("roundExpectedTo2", scale == Funnel.Scale.SHMI));
    out.put("target", of.target()).put("phi", of.phi()).put("tau2", of.tau2());
    out.put("zScores", of.zScores()).put("zTrimmed", of.zTrimmed());
    lines("", of.limits(), out);
    lines("od", of.adjusted(), out);
    out.put("outlierAdjusted", of.outlier()).put("units", of.units());
    out.put("phiThreshold", of.phiThreshold()).put("overdispersed", of.overdispersed());
    out.stand(of.status(), of.method());
  }

  private static List<Funnel.Unit> units(Fields in) {
    var numerators = in.presentNumbers("numerators");
    var denominators = in.presentNumbers("denominators");
    Refusal.when(
        numerators.length != denominators.length,
        RefusalCode.UNEQUAL_LENGTHS,
        "Numerators and denominators must be equally many.");
    var out = new ArrayList<Funnel.Unit>();
    for (var i = 0; i < numerators.length; i++) {
      out.add(new Funnel.Unit("unit " + (i + 1), numerators[i], denominators[i]));
    }
    return out;
  }

  private static void funnelSpiegelhalter(Fields in, Figures out) {
    var of =
        Funnel.spread(units(in), in.number("winsorise", 0.1), in.small("winsoriseQuantileType", 7));
    out.put("target", of.target()).put("z", of.z()).put("zWinsorised", of.zWinsorised());
    out.put("phi", of.phi()).put("phiThreshold", of.phiThreshold());
    out.put("overdispersed", of.overdispersed()).put("tau2", of.tau2());
    lines("multiplicative", of.multiplicative(), out);
    lines("additive", of.additive(), out);
    out.stand(of.status(), of.method());
  }

  private static void funnelSignificance(Fields in, Figures out) {
    var statistic = in.choice("statistic", null, statistics());
    out.put("category", Funnel.categories(statistic, units(in)));
    out.stand(Status.OK, Funnel.SIGNIFICANCE);
  }

  private static void inequalityUnranked(Fields in, Figures out) {
    var number = new int[1];
    Function<Fields, Inequality.Group> reader =
        g ->
            new Inequality.Group(
                g.text("id", "group " + ++number[0]),
                g.numberOrNull("value"),
                // A group without a value is dropped with its population, known or not.
                g.has("value") ? population(g, "population") : g.number("population", 0),
                g.numberOrNull("se"),
                g.flag("reference", false));
    var question =
        new Inequality.Question(
            in.flag("favourable"),
            positive(in, "theilScale", 1000),
            positive(in, "percentScale", 100),
            confidence(in),
            in.small("draws", 2_000),
            in.whole("seed", 1),
            in.number("scaleMinimum", 0),
            in.numberOrNull("scaleMaximum"));
    var of = Inequality.measure(in.each("groups", reader), question);
    out.put("mean", of.mean());
    for (var m : Inequality.Measure.values()) {
      out.put(m.label(), of.values().get(m));
    }
    for (var m : Inequality.Measure.values()) {
      var error = of.analytic().get(m);
      if (error != null) {
        out.put(m.label() + "Se", error.se());
        out.put(m.label() + "Lower", error.lower()).put(m.label() + "Upper", error.upper());
      }
    }
    out.put("zeroReplaced", of.zeroReplaced()).put("groups", of.groups());
    if (!of.noDifference().isEmpty()) {
      out.put("noDifference", bands(of));
    }
    out.stand(of.status(), of.method());
  }

  private static Map<String, @Nullable Object> bands(Inequality of) {
    var bands = new Figures();
    for (var m : Inequality.Measure.values()) {
      var none = of.noDifference().get(m);
      var interval = of.resampled().get(m);
      if (none != null) {
        bands.put(
            m.label(),
            new Figures()
                .put("expected", none.expected())
                .put("lower", none.lower())
                .put("upper", none.upper())
                .put("explainedByChance", none.explainedByChance())
                .put("bootstrapLower", interval == null ? null : interval.lower())
                .put("bootstrapUpper", interval == null ? null : interval.upper())
                .fields);
      }
    }
    return bands.fields;
  }

  private static List<Gradient.Group> ranked(Fields in) {
    return in.each(
        "groups",
        g ->
            new Gradient.Group(
                g.number("rank"),
                g.numberOrNull("value"),
                population(g, "population"),
                g.numberOrNull("se")));
  }

  private static void inequalityRanked(Fields in, Figures out) {
    var of = Gradient.measure(ranked(in), in.flag("favourable"), in.numberOrNull("boundedMaximum"));
    out.put("rankMidpoints", of.midpoints()).put("mean", of.mean());
    out.put("siiLinear", of.siiLinear()).put("siiLinearIntercept", of.siiIntercept());
    out.put("riiLinear", of.riiLinear());
    out.put("siiLogit", of.siiLogit()).put("riiLogit", of.riiLogit());
    out.put("concentrationIndex", of.concentrationIndex());
    out.put("concentrationIndexAbsolute", of.concentrationIndexAbsolute());
    out.put("concentrationIndexWagstaff", of.wagstaff());
    out.put("concentrationIndexErreygers", of.erreygers());
    out.put("populationAttributableRisk", of.attributableRisk());
    out.put("populationAttributableFraction", of.attributableFraction());
    out.put("differenceExtremes", of.differenceExtremes()).put("ratioExtremes", of.ratioExtremes());
    out.stand(of.status(), of.method());
  }

  private static void siiLog(Fields in, Figures out) {
    var of = Gradient.log(ranked(in));
    out.put("sii", of.sii()).put("rii", of.rii()).put("intercept", of.intercept());
    out.stand(of.status(), of.method());
  }

  private static void siiWithSe(Fields in, Figures out) {
    var of = Gradient.withErrors(ranked(in), confidence(in));
    out.put("sii", of.sii()).put("se", of.se()).put("lower", of.lower()).put("upper", of.upper());
    out.stand(Status.OK, of.method());
  }

  private static void differenceRatio(Fields in, Figures out) {
    var of =
        Means.compare(
            in.number("value1"),
            in.number("se1"),
            in.number("value2"),
            in.number("se2"),
            confidence(in));
    out.put("difference", of.difference());
    out.put("differenceLower", of.differenceLower()).put("differenceUpper", of.differenceUpper());
    out.put("ratio", of.ratio());
    out.put("ratioLower", of.ratioLower()).put("ratioUpper", of.ratioUpper());
    out.stand(of.status(), of.method());
  }

  private static void proportionDifference(Fields in, Figures out) {
    in.choice("method", "newcombe-10", Map.of("newcombe-10", true));
    var of =
        Proportions.difference(
            in.whole("numerator1"),
            in.whole("denominator1"),
            in.whole("numerator2"),
            in.whole("denominator2"),
            confidence(in));
    out.put("difference", of.difference()).put("lower", of.lower()).put("upper", of.upper());
    out.stand(of.status(), of.method());
  }

  private static void rateRatio(Fields in, Figures out) {
    in.choice("method", "exact-conditional", Map.of("exact-conditional", true));
    var of =
        Rates.ratio(
            in.whole("count1"),
            population(in, "personTime1"),
            in.whole("count2"),
            population(in, "personTime2"),
            confidence(in));
    out.put("ratio", of.ratio()).put("lower", of.lower()).put("upper", of.upper());
    out.put("pValue", of.pValue()).stand(of.status(), of.method());
  }

  private static void trendTest(Fields in, Figures out) {
    var numerators = in.wholes("numerators");
    var scores = in.has("scores") ? in.presentNumbers("scores") : new double[numerators.length];
    if (!in.has("scores")) {
      Arrays.setAll(scores, i -> i + 1.0);
    }
    var of = Proportions.trend(numerators, in.wholes("denominators"), scores);
    out.put("chiSquared", of.chiSquared()).put("pValue", of.pValue());
    out.stand(of.status(), of.method());
  }

  private static void adjustPValues(Fields in, Figures out) {
    var p = in.numbers("pValues");
    out.put("benjaminiHochberg", Absent.list(Multiplicity.benjaminiHochberg(p)));
    out.put("holm", Absent.list(Multiplicity.holm(p)));
    out.stand(Status.OK, Multiplicity.BENJAMINI_HOCHBERG);
  }

  private static void waitingCompliance(Fields in, Figures out) {
    Function<Fields, Waiting.Wait> reader =
        w -> new Waiting.Wait(w.number("days"), w.flag("patientChosen", false));
    var of =
        Waiting.compliance(
            in.each("completed", reader),
            in.each("waiting", reader),
            in.number("targetDays", 30),
            confidence(in));
    share("completed", of.completed(), out);
    share("waiting", of.waiting(), out);
    out.put("completedMedian", of.median()).put("completedP90", of.p90());
    out.put("longestWaiting", of.longest());
    var nobody = of.completed().n() == 0 && of.waiting().n() == 0;
    out.stand(nobody ? Status.NO_DENOMINATOR : Status.OK, Waiting.COMPLIANCE);
  }

  private static void share(String prefix, Waiting.Share of, Figures out) {
    out.put(prefix + "N", of.n()).put(prefix + "Within", of.within());
    out.put(prefix + "Share", of.estimate().value());
    out.put(prefix + "Lower", of.estimate().lower()).put(prefix + "Upper", of.estimate().upper());
    out.put(prefix + "PatientChosen", of.patientChosen());
    out.put(prefix + "Status", of.estimate().status());
  }

  private static void waitingKaplanMeier(Fields in, Figures out) {
    in.choice("ciType", "log-log", Map.of("log-log", true));
    var waits = in.each("waits", w -> new Waiting.Referral(w.number("days"), w.flag("completed")));
    var of = Waiting.cohort(waits, in.presentNumbers("targets"), confidence(in));
    out.put("n", of.n()).put("completed", of.completed());
    out.put("stillWaiting", of.n() - of.completed());
    out.put("startedWithin", each(of, Estimate::value));
    out.put("startedWithinLower", each(of, Estimate::lower));
    out.put("startedWithinUpper", each(of, Estimate::upper));
    out.put("medianDays", of.median().days());
    out.put("medianLower", of.median().lower()).put("medianUpper", of.median().upper());
    out.put("p90Days", of.p90().days());
    out.put("p90Lower", of.p90().lower()).put("p90Upper", of.p90().upper());
    out.stand(of.status(), of.method());
  }

  private static List<@Nullable Double> each(
      Waiting.Cohort of, Function<Estimate, @Nullable Double> part) {
    var out = new ArrayList<@Nullable Double>();
    of.startedWithin().forEach(e -> out.add(part.apply(e)));
    return out;
  }

  private static void daysWaited(Fields in, Figures out) {
    out.put("days", Waiting.days(date(in, "from"), date(in, "to")));
    out.stand(Status.OK, Method.of("waiting.calendar-days"));
  }

  private static LocalDate date(Fields in, String field) {
    var text = in.text(field);
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new Refusal(
          RefusalCode.INVALID_DATE, "The field " + field + " must be a date such as 2026-11-25.");
    }
  }

  private static void suppressionIndicator(Fields in, Figures out) {
    var rule =
        new DisclosureRule(
            in.small("threshold", 5),
            in.small("minimumDenominator", 10),
            in.flag("protectZeros", false));
    var of = rule.judge(in.whole("numerator"), in.whole("denominator"));
    out.put("publishNumerator", of.publishNumerator());
    out.put("publishDenominator", of.publishDenominator());
    out.put("publishValue", of.publishValue()).put("publishInterval", of.publishInterval());
    out.put("reason", of.reason()).stand(of.status(), DisclosureRule.METHOD);
  }

  private static Table table(Fields in) {
    return new Table(
        in.each("cells", c -> new Table.Cell(c.text("id"), c.wholeOrNull("value"))),
        in.each("equations", e -> new Table.Sum(e.text("total"), e.texts("parts"))));
  }

  private static void suppressionProtect(Fields in, Figures out) {
    var threshold = in.small("threshold", 5);
    var policy =
        new Protection.Policy(
            threshold,
            in.flag("protectZeros", false),
            in.whole("minimumIntervalWidth", Math.max(1, threshold - 1)),
            in.flag("totalsEligible", false));
    var kept = in.has("keepHidden") ? Set.copyOf(in.texts("keepHidden")) : Set.<String>of();
    var of = Protection.protect(table(in), policy, kept);
    out.put("solvable", of.solvable()).put("primary", of.primary());
    out.put("primaryAloneIsSafe", of.primaryAloneIsSafe());
    out.put("secondary", of.secondary());
    var suppressed = new ArrayList<>(of.primary());
    suppressed.addAll(of.secondary());
    out.put("suppressed", of.solvable() ? suppressed : null);
    out.put("secondaryCount", of.solvable() ? of.secondary().size() : null);
    out.put("secondarySum", of.solvable() ? of.secondarySum() : null);
    var proved = of.solvable() && of.optimal();
    out.put("optimal", of.optimal());
    out.put("minimumSecondaryCount", proved ? of.secondary().size() : null);
    out.put("minimumSecondarySum", proved ? of.secondarySum() : null);
    out.put("optimalSecondarySets", of.optimalSets());
    out.stand(of.solvable() ? Status.OK : Status.SUPPRESSED, of.method());
  }

  private static void suppressionAudit(Fields in, Figures out) {
    var of = Protection.audit(table(in));
    out.put(
        "bounds",
        of.bounds().stream()
            .map(
                b -> new Figures().put("id", b.id()).put("min", b.min()).put("max", b.max()).fields)
            .toList());
    out.put("exactlyDisclosed", of.exactlyDisclosed());
    out.stand(Status.OK, Protection.AUDIT);
  }

  private static void outlierScores(Fields in, Figures out) {
    var of =
        DataChecks.outliers(
            in.numbers("values"),
            positive(in, "zThreshold", 3),
            positive(in, "modifiedZThreshold", 3.5));
    out.put("mean", of.mean()).put("sd", of.sd()).put("median", of.median());
    out.put("medianAbsoluteDeviation", of.medianAbsoluteDeviation());
    out.put("meanAbsoluteDeviation", of.meanAbsoluteDeviation());
    out.put("zScores", of.zScores()).put("modifiedZScores", of.modifiedZScores());
    out.put("zOutlier", of.zOutlier()).put("modifiedZOutlier", of.modifiedZOutlier());
    out.stand(of.status(), of.method());
  }

  private static void consistencyRatio(Fields in, Figures out) {
    var current = in.numberOrNull("current");
    var of =
        DataChecks.consistency(
            current == null ? Double.NaN : current,
            in.numbers("previous"),
            in.number("tolerance", 0.33));
    out.put("ratio", of.ratio()).put("flagged", of.flagged());
    out.stand(of.status(), of.method());
  }
}
