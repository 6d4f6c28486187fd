package se.samspel.indicators;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.samspel.indicators.imports.Fault;
import se.samspel.indicators.imports.Place;
import se.samspel.indicators.imports.Row;

/**
 * What an import would change, worked out from its rows, the definitions and the values that hold
 * now. With any fault nothing is to be changed.
 *
 * @param proposals in the order of the rows
 * @param absent rows that give no value where there is none before either
 * @param faults everything that is wrong
 */
record ImportPlan(List<Proposal> proposals, int absent, List<Fault> faults) {

  enum Kind {
    FRESH,
    CORRECTED,
    UNCHANGED
  }

  /** A value as it would be, and as it is where there is one. */
  record Proposal(Kind kind, Measured after, Optional<Measured> before) {}

  private static final List<String> UNITS = List.of("percent", "per 100 000", "ratio", "count");

  /** Beyond so many the file is of another kind, and a longer list helps nobody. */
  private static final int MOST_FAULTS = 2_000;

  private static final double ROUNDED_TO_WHOLE = 0.501;
  private static final double ROUNDED = 0.0501;

  /**
   * Works it out.
   *
   * @param definitions every current version of an indicator, the newest first; empty when there is
   *     no such indicator
   * @param regions codes of the regions there are
   * @param current the values that hold now, by identity, of those asked for
   * @param provenance what the new values carry
   */
  static ImportPlan of(
      List<Row> rows,
      List<Fault> readingFaults,
      Function<String, List<Indicator>> definitions,
      Set<String> regions,
      Function<Set<String>, Map<String, Measured>> current,
      Provenance provenance,
      LocalDate today) {
    var faults = new ArrayList<>(readingFaults);
    var checking = new Checking(faults, regions, provenance, today);
    var known = new HashMap<String, List<Indicator>>();
    var wanted = new ArrayList<Checked>();
    var first = new HashMap<String, Row>();
    for (var row : rows) {
      var versions = known.computeIfAbsent(row.indicator(), definitions);
      checking
          .measured(row, versions)
          .ifPresent(it -> {
            var other = first.putIfAbsent(it.id(), row);
            if (other == null) {
              wanted.add(new Checked(row, it));
            } else {
              faults.add(new Fault(row.place(), "import.fault.twice", other.place().toString()));
            }
          });
    }
    var before =
        current.apply(wanted.stream().map(it -> it.measured().id()).collect(Collectors.toSet()));
    var proposals = new ArrayList<Proposal>();
    int absent = 0;
    for (var it : wanted) {
      var old = Optional.ofNullable(before.get(it.measured().id()));
      if (old.isEmpty()
          && it.row().figures().none()
          && it.row().figures().completeness().isEmpty()) {
        absent++;
      } else if (old.filter(now -> same(now, it.measured())).isPresent()) {
        proposals.add(new Proposal(Kind.UNCHANGED, it.measured(), old));
      } else if (old.filter(now -> now.state() == ValueState.LOCKED).isPresent()) {
        faults.add(new Fault(it.row().place(), "import.fault.locked"));
      } else {
        proposals.add(
            new Proposal(old.isEmpty() ? Kind.FRESH : Kind.CORRECTED, it.measured(), old));
      }
    }
    if (rows.isEmpty() && faults.isEmpty()) {
      faults.add(new Fault(Place.whole(provenance.location()), "import.fault.no-rows"));
    }
    return new ImportPlan(List.copyOf(proposals), absent, first(faults));
  }

  private static List<Fault> first(List<Fault> faults) {
    if (faults.size() <= MOST_FAULTS) {
      return List.copyOf(faults);
    }
    var first = new ArrayList<>(faults.subList(0, MOST_FAULTS));
    first.add(
        new Fault(
            Place.whole(first.getLast().place().part()),
            "import.fault.too-many-faults",
            MOST_FAULTS));
    return List.copyOf(first);
  }

  private record Checked(Row row, Measured measured) {}

  List<Proposal> of(Kind kind) {
    return proposals.stream().filter(it -> it.kind() == kind).toList();
  }

  int count(Kind kind) {
    return (int) proposals.stream().filter(it -> it.kind() == kind).count();
  }

  /** The first and the last period, as they are written. */
  String periods() {
    var all = proposals.stream().map(it -> it.after().period()).distinct().sorted().toList();
    return all.isEmpty()
        ? ""
        : all.size() == 1
            ? all.getFirst().code()
            : all.getFirst().code() + " – " + all.getLast().code();
  }

  /** Differs when the plan would change anything else than it would have when it was shown. */
  String fingerprint() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var it : proposals) {
        var line =
            String.join(
                "|",
                it.kind().name(),
                it.after().id(),
                it.before().map(old -> Integer.toString(old.version())).orElse(""),
                Integer.toString(it.after().definitionVersion()),
                it.after().value().toString(),
                it.after().numerator().toString(),
                it.after().denominator().toString());
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether the source says what is known already; where it stands is no part of it. */
  private static boolean same(Measured now, Measured then) {
    return now.definitionVersion() == then.definitionVersion()
        && close(now.value(), then.value())
        && close(now.numerator(), then.numerator())
        && close(now.denominator(), then.denominator())
        && close(now.completeness(), then.completeness())
        && now.provisional() == then.provisional()
        && now.synthetic() == then.synthetic()
        && now.state().open();
  }

  private static boolean close(Optional<Double> one, Optional<Double> other) {
    return one.isPresent() == other.isPresent()
        && (one.isEmpty()
            || Math.abs(one.get() - other.get()) <= 1e-9 * Math.max(1, Math.abs(one.get())));
  }

  /** Checks a row against its definition, and makes it a value. */
  private record Checking(
      List<Fault> faults, Set<String> regions, Provenance provenance, LocalDate today) {

    Optional<Measured> measured(Row row, List<Indicator> versions) {
      int before = faults.size();
      if (versions.isEmpty()) {
        return wrong(row.at("indicator"), "import.fault.indicator", row.indicator());
      }
      if (!row.region().equals(Measured.COUNTRY) && !regions.contains(row.region())) {
        wrong(row.at("region"), "import.fault.region", row.region());
      }
      if (!ValueReporting.SEXES.contains(row.sex())) {
        wrong(row.at("sex"), "import.fault.sex", row.sex());
      }
      if (!row.age().matches("all|\\d{1,3}\\+|\\d{1,3}-\\d{1,3}")) {
        wrong(row.at("age"), "import.fault.age", row.age());
      }
      if (row.series().length() > 60) {
        wrong(row.at("series"), "import.fault.series", row.series().substring(0, 60));
      }
      if (!Period.isPeriod(row.period())) {
        return wrong(row.at("period"), "import.fault.period", row.period());
      }
      var period = Period.parse(row.period());
      if (period.dated() && period.span().to().isAfter(today)) {
        wrong(row.at("period"), "import.fault.period-later", row.period());
      }
      var definition =
          versions.stream()
              .filter(it -> it.span().holds(period.span().from()))
              .findFirst()
              .orElse(versions.getLast());
      definition.breaks().stream()
          .filter(it -> it.inside(period))
          .forEach(it -> wrong(row.at("period"), "import.fault.break", row.period(), it.day()));
      var unit = row.unit().map(Checking::unit).orElse(definition.unit());
      if (!unit.equals(definition.unit()) && !UNITS.contains(unit)) {
        wrong(
            row.at("unit"), "import.fault.unit", unit, definition.unit(), String.join(", ", UNITS));
      }
      figures(row, unit);
      return faults.size() == before
          ? Optional.of(value(row, definition, period, unit))
          : Optional.empty();
    }

    private static String unit(String written) {
      return switch (written.toLowerCase(java.util.Locale.ROOT)) {
        case "%", "procent" -> "percent";
        case "antal" -> "count";
        case "kvot" -> "ratio";
        case "per 100000" -> "per 100 000";
        default -> written;
      };
    }

    private void figures(Row row, String unit) {
      var figures = row.figures();
      var numerator = figures.numerator();
      var denominator = figures.denominator();
      var value = figures.value();
      if (java.util.stream.Stream.of(numerator, denominator, value, figures.completeness())
          .flatMap(Optional::stream)
          .anyMatch(it -> !Double.isFinite(it) || Math.abs(it) > 1e12)) {
        wrong(row.place(), "import.fault.no-number");
        return;
      }
      if (numerator.filter(it -> it < 0).isPresent()
          || denominator.filter(it -> it < 0).isPresent()) {
        wrong(row.at("numerator"), "import.fault.negative-count");
      }
      if (denominator.isPresent() && numerator.isEmpty()) {
        wrong(row.at("numerator"), "import.fault.no-numerator");
      }
      if (numerator.isPresent()
          && denominator.isPresent()
          && numerator.get() > denominator.get()
          && (unit.equals("percent") || unit.equals("per 100 000") || denominator.get() == 0)) {
        wrong(
            row.at("numerator"),
            "import.fault.more-than-all",
            plain(numerator.get()),
            plain(denominator.get()));
      }
      if (value.filter(it -> it < 0).isPresent() && !unit.equals("score")) {
        wrong(row.at("value"), "import.fault.negative", plain(value.get()));
      }
      if (unit.equals("percent") && value.filter(it -> it > 100).isPresent()) {
        wrong(row.at("value"), "import.fault.over-100", plain(value.get()));
      }
      var computed = Measured.computed(numerator, denominator, unit);
      if (value.isPresent()
          && computed.isPresent()
          && Math.abs(computed.get() - value.get())
              > (value.get() == Math.rint(value.get()) ? ROUNDED_TO_WHOLE : ROUNDED)) {
        wrong(row.at("value"), "import.fault.disagrees", plain(value.get()), plain(computed.get()));
      }
      if (figures.completeness().filter(it -> it < 0 || it > 1).isPresent()) {
        wrong(row.at("completeness"), "import.fault.covered", plain(figures.completeness().get()));
      }
    }

    private Measured value(Row row, Indicator definition, Period period, String unit) {
      var figures = row.figures();
      return new Measured(
          Measured.id(
              definition.id(),
              row.series(),
              row.region(),
              row.sex(),
              row.age(),
              period.code(),
              unit),
          0,
          definition.id(),
          definition.version(),
          row.series(),
          row.region(),
          row.sex(),
          row.age(),
          period,
          // What follows from the counts is computed from them, not from the source's rounding.
          Measured.computed(figures.numerator(), figures.denominator(), unit).or(figures::value),
          // A count told as a value is the same count, and is protected when it is small.
          unit.equals("count") || unit.startsWith("persons")
              ? figures.numerator().or(figures::value)
              : figures.numerator(),
          figures.denominator(),
          Optional.of(unit),
          figures.completeness(),
          row.provisional(),
          ValueState.ACCEPTED,
          Optional.of(row.source()),
          false,
          Optional.of(provenance));
    }

    private <T> Optional<T> wrong(Place place, String key, Object... arguments) {
      faults.add(new Fault(place, key, arguments));
      return Optional.empty();
    }

    private static String plain(double number) {
      return java.math.BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
  }
}
