package se.samspel.statistics;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Inequality between groups without an order, such as regions. With w the group's share of the
 * population and mu = sum w·y.
 *
 * <p>Always show one absolute and one relative measure and the group values themselves: they can
 * move in opposite directions. Small groups inflate several measures by noise alone; the band under
 * "no true difference" tells how much. Source: spec 10.1; WHO handbook on health inequality
 * monitoring 2013.
 *
 * @param mean mu, in the unit of the values
 * @param values every measure, absent where it has no meaning (a relative one when mu is 0)
 * @param groups groups that had a value
 * @param zeroReplaced a value of 0 was replaced by 1e-6 in Theil and mean log deviation
 * @param analytic standard error and normal limits of BGV, Theil and mean log deviation; empty
 *     without standard errors
 * @param resampled bootstrap limits of the other measures; empty without standard errors
 * @param noDifference what every measure would show if all groups had the value mu; empty without
 *     standard errors
 */
public record Inequality(
    double mean,
    Map<Measure, Double> values,
    int groups,
    boolean zeroReplaced,
    Map<Measure, Error> analytic,
    Map<Measure, Standardisation.Band> resampled,
    Map<Measure, NoDifference> noDifference,
    Status status,
    Method method) {

  static final Method METHOD = Method.of("inequality.unranked");

  /** WHO's stand-in for 0 in a logarithm. */
  private static final double STAND_IN = 1e-6;

  /** More groups than this are not resampled: the answer would not come in time. */
  private static final int RESAMPLED_GROUPS = 2_000;

  /** Tries of the rejection before a draw is put on the nearest end of the scale. */
  private static final int REJECTIONS = 200;

  /** The measures, each with its name in answers. */
  public enum Measure {
    /** Best minus worst. */
    DIFFERENCE("differenceBestWorst"),
    /** Best over worst, absent when the worst is 0. */
    RATIO("ratioBestWorst"),
    /** Between-group variance, sum w(y - mu)². */
    VARIANCE("betweenGroupVariance"),
    /** Its square root. */
    SD("betweenGroupSd"),
    /** SD/mu, percent. */
    VARIATION("coefficientOfVariation"),
    /** sum w·r·ln r, r = y/mu, times the Theil scale. */
    THEIL("theil"),
    /** sum -w·ln r, times the Theil scale. */
    LOG_DEVIATION("meanLogDeviation"),
    /** Mean of |y - mu|/mu over groups, percent. */
    DISPARITY("indexOfDisparityUnweighted"),
    /** sum w|y - mu|/mu, percent. */
    DISPARITY_WEIGHTED("indexOfDisparityWeighted"),
    FROM_MEAN("meanDifferenceFromMeanUnweighted"),
    FROM_MEAN_WEIGHTED("meanDifferenceFromMeanWeighted"),
    FROM_BEST("meanDifferenceFromBestUnweighted"),
    FROM_BEST_WEIGHTED("meanDifferenceFromBestWeighted"),
    FROM_REFERENCE("meanDifferenceFromReferenceUnweighted"),
    FROM_REFERENCE_WEIGHTED("meanDifferenceFromReferenceWeighted"),
    /**
     * Reference minus mu, 0 if the reference is worse than mu; at most 0 for an adverse indicator.
     */
    ATTRIBUTABLE_RISK("populationAttributableRisk"),
    /** That over mu, percent. */
    ATTRIBUTABLE_FRACTION("populationAttributableFraction");

    private final String label;

    Measure(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * A group.
   *
   * @param value absent where missing
   * @param population at least 0
   * @param se standard error of the value, at least 0
   * @param reference compare with this group rather than with the best
   */
  public record Group(
      String id,
      @Nullable Double value,
      double population,
      @Nullable Double se,
      boolean reference) {
    public Group {
      Refusal.when(
          population < 0,
          RefusalCode.NON_POSITIVE_POPULATION,
          "The population of " + id + " is below 0: " + population + ".");
      Refusal.when(
          se != null && se < 0,
          RefusalCode.NEGATIVE_STANDARD_ERROR,
          "The standard error of " + id + " is below 0: " + se + ".");
    }
  }

  /** Standard error and normal limits. */
  public record Error(double se, double lower, double upper) {}

  /**
   * What a measure would show by chance if nothing differed.
   *
   * @param expected mean over the draws
   * @param explainedByChance the observed value lies inside the band
   */
  public record NoDifference(
      double expected, double lower, double upper, boolean explainedByChance) {}

  /**
   * What is asked for.
   *
   * @param favourable high is good
   * @param theilScale factor of Theil and mean log deviation and their errors, 1000 by custom
   * @param percentScale factor of relative measures, 100 by custom
   * @param draws of the bootstrap, at least 2,000
   * @param seed of its generator; the same seed gives the same limits
   * @param scaleMinimum least possible value
   * @param scaleMaximum largest possible value, absent for rates
   */
  public record Question(
      boolean favourable,
      double theilScale,
      double percentScale,
      double confidence,
      int draws,
      long seed,
      double scaleMinimum,
      @Nullable Double scaleMaximum) {
    public Question {
      Limits.confidence(confidence);
      Refusal.when(
          draws < 2_000 || draws > 20_000,
          RefusalCode.OUT_OF_RANGE,
          "The bootstrap takes 2 000 to 20 000 draws, not " + draws + ".");
    }

    /** Customary scales, 95 %, 2,000 draws, values at least 0. */
    public static Question of(boolean favourable) {
      return new Question(favourable, 1000, 100, 0.95, 2_000, 1, 0, null);
    }
  }

  public Inequality {
    Absent.refuseNonFinite(mean);
    values = Collections.unmodifiableMap(new EnumMap<>(values));
    analytic = Map.copyOf(analytic);
    resampled = Map.copyOf(resampled);
    noDifference = Map.copyOf(noDifference);
  }

  /**
   * Measures inequality. Groups without a value are dropped with their population.
   *
   * @throws Refusal TOO_FEW_GROUPS below three, TOO_MANY_MISSING above 15 %, ZERO_POPULATION,
   *     INVALID_CONFIDENCE
   */
  public static Inequality measure(List<Group> all, Question question) {
    Refusal.when(
        all.size() < 3,
        RefusalCode.TOO_FEW_GROUPS,
        "Inequality needs at least three groups, but there are " + all.size() + ".");
    var groups = all.stream().filter(g -> g.value != null).toList();
    Refusal.when(
        Limits.above(all.size() - groups.size(), 0.15 * all.size()),
        RefusalCode.TOO_MANY_MISSING,
        (all.size() - groups.size())
            + " of "
            + all.size()
            + " groups have no value; at most 15 % may be missing.");
    var total = groups.stream().mapToDouble(Group::population).sum();
    Refusal.when(total == 0, RefusalCode.ZERO_POPULATION, "All populations are 0.");
    var w = groups.stream().mapToDouble(g -> g.population / total).toArray();
    var y = groups.stream().mapToDouble(g -> g.value == null ? Double.NaN : g.value).toArray();
    var reference =
        IntStream.range(0, y.length).filter(i -> groups.get(i).reference).findFirst().orElse(-1);
    var observed = measures(y, w, reference, question);
    var mean = mean(y, w);
    var values = new EnumMap<Measure, Double>(Measure.class);
    for (var m : Measure.values()) {
      if (Double.isFinite(observed[m.ordinal()])) {
        values.put(m, observed[m.ordinal()] + 0.0);
      }
    }
    var withErrors = groups.stream().allMatch(g -> g.se != null);
    var se =
        groups.stream()
            .mapToDouble(g -> {
              var error = g.se;
              return error == null ? Double.NaN : error;
            })
            .toArray();
    var analytic = new EnumMap<Measure, Error>(Measure.class);
    var resampled = new EnumMap<Measure, Standardisation.Band>(Measure.class);
    var none = new EnumMap<Measure, NoDifference>(Measure.class);
    if (withErrors) {
      analytic(y, w, se, mean, question, observed, analytic);
    }
    if (withErrors && y.length <= RESAMPLED_GROUPS) {
      resample(y, w, se, mean, reference, question, observed, resampled, none);
    }
    return new Inequality(
        mean,
        values,
        y.length,
        Arrays.stream(y).anyMatch(x -> x == 0),
        analytic,
        resampled,
        none,
        mean == 0 ? Status.NOT_APPLICABLE : Status.OK,
        METHOD);
  }

  private static double mean(double[] y, double[] w) {
    var first = y[0];
    if (Arrays.stream(y).allMatch(x -> x == first)) {
      return first;
    }
    var sum = 0.0;
    for (var i = 0; i < y.length; i++) {
      sum += w[i] * y[i];
    }
    return sum;
  }

  private static double relative(double y, double mean) {
    return (y == 0 ? STAND_IN : y) / mean;
  }

  /**
   * Theil and mean log deviation take the mean of the values as they enter the logarithm, stand-ins
   * included.
   */
  private static double logMean(double[] y, double[] w, double mean) {
    var added = 0.0;
    for (var i = 0; i < y.length; i++) {
      added += y[i] == 0 ? w[i] * STAND_IN : 0;
    }
    return mean + added;
  }

  private static double[] measures(double[] y, double[] w, int reference, Question question) {
    var mean = mean(y, w);
    var high = Arrays.stream(y).max().orElseThrow();
    var low = Arrays.stream(y).min().orElseThrow();
    var best = question.favourable ? high : low;
    var worst = question.favourable ? low : high;
    var ref = reference < 0 ? best : y[reference];
    var k = y.length;
    var out = new double[Measure.values().length];
    var logMean = logMean(y, w, mean);
    for (var i = 0; i < k; i++) {
      var fromMean = Math.abs(y[i] - mean);
      var r = relative(y[i], logMean);
      add(out, Measure.VARIANCE, w[i] * fromMean * fromMean);
      add(out, Measure.THEIL, question.theilScale * w[i] * r * Math.log(r));
      add(out, Measure.LOG_DEVIATION, -question.theilScale * w[i] * Math.log(r));
      add(out, Measure.DISPARITY, question.percentScale * fromMean / mean / k);
      add(out, Measure.DISPARITY_WEIGHTED, question.percentScale * w[i] * fromMean / mean);
      add(out, Measure.FROM_MEAN, fromMean / k);
      add(out, Measure.FROM_MEAN_WEIGHTED, w[i] * fromMean);
      add(out, Measure.FROM_BEST, Math.abs(y[i] - best) / k);
      add(out, Measure.FROM_BEST_WEIGHTED, w[i] * Math.abs(y[i] - best));
      add(out, Measure.FROM_REFERENCE, Math.abs(y[i] - ref) / k);
      add(out, Measure.FROM_REFERENCE_WEIGHTED, w[i] * Math.abs(y[i] - ref));
    }
    var sd = Math.sqrt(out[Measure.VARIANCE.ordinal()]);
    var risk = question.favourable ? Math.max(0, ref - mean) : Math.min(0, ref - mean);
    add(out, Measure.SD, sd);
    add(out, Measure.VARIATION, question.percentScale * sd / mean);
    add(out, Measure.DIFFERENCE, best - worst);
    add(out, Measure.RATIO, worst == 0 ? Double.NaN : best / worst);
    add(out, Measure.ATTRIBUTABLE_RISK, risk);
    add(out, Measure.ATTRIBUTABLE_FRACTION, question.percentScale * risk / mean);
    return out;
  }

  private static void add(double[] out, Measure measure, double term) {
    out[measure.ordinal()] += term;
  }

  private static void analytic(
      double[] y,
      double[] w,
      double[] se,
      double mean,
      Question question,
      double[] observed,
      Map<Measure, Error> out) {
    var logMean = logMean(y, w, mean);
    var slope = 0.0;
    var second = 0.0;
    var fourth = 0.0;
    var rest = 0.0;
    var centre = 0.0;
    for (var i = 0; i < y.length; i++) {
      var v = w[i] * w[i] * se[i] * se[i];
      var r = relative(y[i], logMean);
      slope += v * (y[i] - mean) * (y[i] - mean);
      second += v;
      fourth += v * v;
      rest += w[i] * w[i] * (1 - w[i]) * (1 - w[i]) * se[i] * se[i] * se[i] * se[i];
      centre += w[i] * r * (1 + Math.log(r));
    }
    var theil = 0.0;
    var deviation = 0.0;
    for (var i = 0; i < y.length; i++) {
      var v = w[i] * w[i] * se[i] * se[i];
      var surplus = 1 + Math.log(relative(y[i], logMean)) - centre;
      theil += surplus * surplus * v / (logMean * logMean);
      deviation += Math.pow(1 - 1 / relative(y[i], logMean), 2) * v / (logMean * logMean);
    }
    put(
        Measure.VARIANCE,
        Math.sqrt(4 * slope + 2 * (second * second - fourth + rest)),
        question,
        observed,
        out);
    put(Measure.THEIL, question.theilScale * Math.sqrt(theil), question, observed, out);
    put(Measure.LOG_DEVIATION, question.theilScale * Math.sqrt(deviation), question, observed, out);
  }

  private static void put(
      Measure measure, double se, Question question, double[] observed, Map<Measure, Error> out) {
    var value = observed[measure.ordinal()];
    if (Double.isFinite(se) && Double.isFinite(value)) {
      var half = Limits.z(question.confidence) * se;
      out.put(measure, new Error(se, value - half, value + half));
    }
  }

  /**
   * Parametric bootstrap: y* ~ N(y, se) kept on the scale by rejection, mu recomputed in every
   * draw; percentile limits of type 7. The same draws around mu instead of y give the band under no
   * difference, always at 95 %.
   */
  private static void resample(
      double[] y,
      double[] w,
      double[] se,
      double mean,
      int reference,
      Question question,
      double[] observed,
      Map<Measure, Standardisation.Band> resampled,
      Map<Measure, NoDifference> none) {
    var random =
        RandomGeneratorFactory.<RandomGenerator>of("L64X128MixRandom").create(question.seed);
    var around = new double[Measure.values().length][question.draws];
    var equal = new double[Measure.values().length][question.draws];
    var drawn = new double[y.length];
    for (var b = 0; b < question.draws; b++) {
      Patience.check();
      for (var i = 0; i < y.length; i++) {
        drawn[i] = draw(random, y[i], se[i], question);
      }
      keep(measures(drawn, w, reference, question), around, b);
      for (var i = 0; i < y.length; i++) {
        drawn[i] = draw(random, mean, se[i], question);
      }
      keep(measures(drawn, w, reference, question), equal, b);
    }
    var tail = (1 - question.confidence) / 2;
    for (var m : Measure.values()) {
      var value = observed[m.ordinal()];
      if (!Double.isFinite(value)) {
        continue;
      }
      var spread = finite(around[m.ordinal()]);
      if (spread.length > 0) {
        resampled.put(
            m,
            new Standardisation.Band(
                Quantiles.ofSorted(spread, tail, 7), Quantiles.ofSorted(spread, 1 - tail, 7)));
      }
      var chance = finite(equal[m.ordinal()]);
      if (chance.length > 0) {
        var low = Quantiles.ofSorted(chance, 0.025, 7);
        var high = Quantiles.ofSorted(chance, 0.975, 7);
        none.put(
            m,
            new NoDifference(
                Sums.mean(chance), low, high, inside(m, value, low, high, question.favourable)));
      }
    }
  }

  /**
   * More equal than chance is not a difference, so only the side of more inequality counts; a ratio
   * below 1 runs the other way.
   */
  private static boolean inside(
      Measure measure, double value, double low, double high, boolean favourable) {
    var signed =
        measure == Measure.DIFFERENCE
            || measure == Measure.RATIO
            || measure == Measure.ATTRIBUTABLE_RISK
            || measure == Measure.ATTRIBUTABLE_FRACTION;
    return signed && !favourable ? !Limits.below(value, low) : !Limits.above(value, high);
  }

  private static double[] finite(double[] xs) {
    var out = Arrays.stream(xs).filter(Double::isFinite).toArray();
    Arrays.sort(out);
    return out;
  }

  private static void keep(double[] measures, double[][] into, int b) {
    for (var m = 0; m < measures.length; m++) {
      into[m][b] = measures[m];
    }
  }

  private static double draw(RandomGenerator random, double centre, double se, Question question) {
    var high = question.scaleMaximum == null ? Double.POSITIVE_INFINITY : question.scaleMaximum;
    var x = centre;
    for (var i = 0; i < REJECTIONS; i++) {
      x = centre + se * random.nextGaussian();
      if (x >= question.scaleMinimum && x <= high) {
        return x;
      }
    }
    return Limits.clip(x, question.scaleMinimum, high);
  }
}
