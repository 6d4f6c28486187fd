package se.samspel.statistics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Directly and indirectly standardised figures. Source: spec 4 and 5. */
public final class Standardisation {
  static final Method DIRECT = Method.of("dsr.dobson-byar");
  static final Method DIRECT_REPEATED = Method.of("dsr.repeat-events");
  static final Method INDIRECT_RATIO = Method.of("isr.ratio");
  static final Method INDIRECT_RATE = Method.of("isr.rate");

  /** Fewer events than this give no directly standardised rate. */
  public static final long MINIMUM_EVENTS = 10;

  /**
   * One stratum, for example an age band.
   *
   * @param count events; an absent count is 0 events, because the register is complete
   * @param population persons or person-years, above 0
   * @param standard weight in the standard population, at least 0
   */
  public record Stratum(@Nullable Long count, double population, double standard) {
    public Stratum {
      refusePopulation(population);
      refuseCount(count);
      Refusal.when(
          standard < 0,
          RefusalCode.NEGATIVE_STANDARD_POPULATION,
          "A standard population is below 0: " + standard + ".");
    }

    double events() {
      return count == null ? 0 : count;
    }
  }

  /**
   * Persons in an age band who had exactly {@code eventsPerPerson} events.
   *
   * @param eventsPerPerson at least 1
   */
  public record Repeats(
      String ageBand,
      long eventsPerPerson,
      @Nullable Long persons,
      double population,
      double standard) {
    public Repeats {
      refusePopulation(population);
      refuseCount(persons);
      Refusal.when(
          eventsPerPerson < 1,
          RefusalCode.OUT_OF_RANGE,
          "Events per person must be at least 1, but was " + eventsPerPerson + ".");
      Refusal.when(
          standard < 0,
          RefusalCode.NEGATIVE_STANDARD_POPULATION,
          "A standard population is below 0: " + standard + ".");
    }
  }

  /**
   * A stratum of the studied and of the reference population.
   *
   * @param count events in the studied population; absent is 0
   * @param referenceCount events in the reference population; absent is 0
   */
  public record Compared(
      @Nullable Long count,
      double population,
      @Nullable Long referenceCount,
      double referencePopulation) {
    public Compared {
      refusePopulation(population);
      refusePopulation(referencePopulation);
      refuseCount(count);
      refuseCount(referenceCount);
    }
  }

  /** Lower and upper limit at one level of confidence. */
  public record Band(double lower, double upper) {
    public Band {
      Absent.refuseNonFinite(lower, upper);
    }
  }

  /**
   * A directly standardised rate.
   *
   * @param totalCount events in all strata
   * @param value rate per multiplier, absent with TOO_FEW_EVENTS
   * @param bands limits by level of confidence; empty when there is no value. A lower limit may be
   *     below 0 where a tiny stratum carries the rate: it is reported as it comes out
   */
  public record Direct(
      long totalCount,
      double totalPopulation,
      @Nullable Double value,
      SortedMap<Double, Band> bands,
      Status status,
      Method method) {
    public Direct {
      Absent.refuseNonFinite(value, totalPopulation);
    }
  }

  /**
   * An indirectly standardised figure. Two regions' figures are comparable with the reference only,
   * not with each other.
   *
   * @param expected events if the reference rates held
   * @param referenceRate crude rate of the reference per multiplier
   */
  public record Indirect(
      long observed, double expected, double referenceRate, Estimate estimate, Rates.Limit limit) {
    public Indirect {
      Absent.refuseNonFinite(expected, referenceRate);
    }
  }

  private Standardisation() {}

  private static void refusePopulation(double population) {
    Refusal.when(
        !(population > 0),
        RefusalCode.NON_POSITIVE_POPULATION,
        "A population must be above 0, but was " + population + ".");
  }

  private static void refuseCount(@Nullable Long count) {
    Refusal.when(
        count != null && count < 0,
        RefusalCode.NEGATIVE_COUNT,
        "A count is below 0: " + count + ".");
  }

  /**
   * DSR = m·sum(w·x/n)/W; Var = sum(w²x/n²)/W²; limits DSR + m·sqrt(Var/O)·(L_O - O) with Byar's
   * limits of the total O. Status TOO_FEW_EVENTS when O is below {@code minimumEvents}. Source:
   * spec 4; Dobson et al. 1991.
   *
   * @throws Refusal ZERO_STANDARD_POPULATION, INVALID_CONFIDENCE, and those of {@link Stratum}
   */
  public static Direct direct(
      List<Stratum> strata, List<Double> confidences, double multiplier, long minimumEvents) {
    var weight = strata.stream().mapToDouble(Stratum::standard).sum();
    refuseNoStandard(weight);
    var events = 0L;
    var population = 0.0;
    var rate = 0.0;
    var variance = 0.0;
    for (var s : strata) {
      events += (long) s.events();
      population += s.population();
      var share = s.standard() / (s.population() * weight);
      rate += share * s.events();
      variance += share * share * s.events();
    }
    return direct(
        events, population, rate, variance, confidences, multiplier, minimumEvents, DIRECT);
  }

  /**
   * DSR of episodes that repeat within persons: Var = sum over f of f²·Var_f, where Var_f is that
   * of persons with exactly f events. With no repetition it is the plain DSR. Source: spec 4.
   *
   * @throws Refusal INCONSISTENT_POPULATION when an age band has two populations or standards; else
   *     as {@link #direct}
   */
  public static Direct repeated(
      List<Repeats> rows, List<Double> confidences, double multiplier, long minimumEvents) {
    Map<String, Repeats> bands = new LinkedHashMap<>();
    for (var row : rows) {
      var known = bands.putIfAbsent(row.ageBand(), row);
      Refusal.when(
          known != null
              && (known.population() != row.population() || known.standard() != row.standard()),
          RefusalCode.INCONSISTENT_POPULATION,
          "The age band " + row.ageBand() + " has two different populations.");
    }
    var weight = bands.values().stream().mapToDouble(Repeats::standard).sum();
    refuseNoStandard(weight);
    var population = bands.values().stream().mapToDouble(Repeats::population).sum();
    var events = 0L;
    var rate = 0.0;
    var variance = 0.0;
    for (var row : rows) {
      var persons = row.persons() == null ? 0L : row.persons();
      var share = row.standard() / (row.population() * weight);
      var f = row.eventsPerPerson();
      events += f * persons;
      rate += share * f * persons;
      variance += share * share * f * f * persons;
    }
    return direct(
        events,
        population,
        rate,
        variance,
        confidences,
        multiplier,
        minimumEvents,
        DIRECT_REPEATED);
  }

  private static void refuseNoStandard(double weight) {
    Refusal.when(
        !(weight > 0),
        RefusalCode.ZERO_STANDARD_POPULATION,
        "The standard population is 0 in every stratum.");
  }

  private static Direct direct(
      long events,
      double population,
      double rate,
      double variance,
      List<Double> confidences,
      double multiplier,
      long minimumEvents,
      Method method) {
    confidences.forEach(Limits::confidence);
    SortedMap<Double, Band> bands = new TreeMap<>();
    // Without a single event there is nothing to scale the interval by, whatever minimum was asked
    // for.
    if (events < Math.max(1, minimumEvents)) {
      return new Direct(events, population, null, bands, Status.TOO_FEW_EVENTS, method);
    }
    var scale = multiplier * Math.sqrt(variance / events);
    for (var confidence : confidences) {
      var of = Rates.byar(events, confidence);
      bands.put(
          confidence,
          new Band(
              multiplier * rate + scale * (of.lower() - events),
              multiplier * rate + scale * (of.upper() - events)));
    }
    return new Direct(events, population, multiplier * rate, bands, Status.OK, method);
  }

  /**
   * Observed against expected events: m·O/E, limits those of O (exact below ten, else Byar) divided
   * by E. NO_DENOMINATOR when the reference has no events, so that E = 0. Source: spec 5.
   *
   * @param observedTotal used instead of the strata's counts when only the total is known
   * @throws Refusal NEGATIVE_COUNT, INVALID_CONFIDENCE, and those of {@link Compared}
   */
  public static Indirect indirectRatio(
      List<Compared> strata, @Nullable Long observedTotal, double multiplier, double confidence) {
    return indirect(strata, observedTotal, multiplier, confidence, INDIRECT_RATIO);
  }

  /**
   * As {@link #indirectRatio}, times the crude rate of the reference: O/E · reference rate per
   * multiplier. Source: spec 5.
   */
  public static Indirect indirectRate(
      List<Compared> strata, @Nullable Long observedTotal, double multiplier, double confidence) {
    return indirect(strata, observedTotal, multiplier, confidence, INDIRECT_RATE);
  }

  private static Indirect indirect(
      List<Compared> strata,
      @Nullable Long observedTotal,
      double multiplier,
      double confidence,
      Method method) {
    refuseCount(observedTotal);
    var observed = 0L;
    var expected = 0.0;
    var referenceEvents = 0.0;
    var referencePopulation = 0.0;
    for (var s : strata) {
      observed += s.count() == null ? 0 : s.count();
      var events = s.referenceCount() == null ? 0.0 : s.referenceCount();
      expected += s.population() * events / s.referencePopulation();
      referenceEvents += events;
      referencePopulation += s.referencePopulation();
    }
    if (observedTotal != null) {
      observed = observedTotal;
    }
    var of = Rates.events(observed, confidence, Rates.Limit.AUTO);
    var referenceRate =
        referencePopulation == 0 ? 0 : multiplier * referenceEvents / referencePopulation;
    if (expected == 0) {
      return new Indirect(
          observed,
          0,
          referenceRate,
          Estimate.none(Status.NO_DENOMINATOR, method, observed),
          of.used());
    }
    var unit = (method == INDIRECT_RATE ? referenceRate : multiplier) / expected;
    return new Indirect(
        observed,
        expected,
        referenceRate,
        new Estimate(
            observed * unit, of.lower() * unit, of.upper() * unit, Status.OK, method, observed),
        of.used());
  }
}
