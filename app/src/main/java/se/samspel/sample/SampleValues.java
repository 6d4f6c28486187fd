package se.samspel.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of indicators over time, with months and half-years that some regions did not report. */
final class SampleValues {

  private SampleValues() {}

  static void add(Rows rows, Country country) {
    for (var region : country.regions()) {
      firstAssessments(rows, region);
      halfYears(rows, region);
      reach(rows, region);
    }
    participation(rows);
  }

  /** I07, month by month since 2022. */
  private static void firstAssessments(Rows rows, Country.Place region) {
    var base = 52 + Chance.of("i07", region.code()).between(-18, 30);
    for (int year = 2022; year <= 2026; year++) {
      for (int month = 1; month <= 12; month++) {
        if (year == 2026 && month > 9) {
          return;
        }
        var chance = Chance.of("i07", region.code(), year, month);
        if (chance.percent(3)) {
          continue;
        }
        var all = Math.max(4, region.population() / 5_000 + chance.between(-4, 9));
        var summer = month == 7 ? -12 : month == 8 ? -6 : 0;
        var share = base + summer + chance.between(-6, 6);
        if (year == 2026 && month >= 7 && region.code().equals("24")) {
          share = 93;
        }
        if (year == 2026 && month >= 8 && region.code().equals("22")) {
          share = 14;
        }
        var within = all * Math.clamp(share, 5, 98) / 100;
        value(
            rows,
            "I07",
            region.code(),
            "total",
            "%d-%02d".formatted(year, month),
            within,
            all,
            chance.percent(6) ? chance.between(60, 89) : chance.between(92, 100),
            year == 2026 && month >= 8);
      }
    }
  }

  /** I11, I12, I15, I26 and I27, half-year by half-year. */
  private static void halfYears(Rows rows, Country.Place region) {
    var code = region.code();
    var adults = SampleActors.units(rows, code, List.of("vuxenpsykiatri", "bup")).size();
    for (int year = 2018; year <= 2026; year++) {
      for (int half = 1; half <= (year == 2026 ? 1 : 2); half++) {
        var period = year + "-H" + half;
        var chance = Chance.of("half", code, period);
        if (region.does(88, "i11", period)) {
          var offers = (year - 2015) * 14 + region.zeal() / 2 > 62 ? 1 : 0;
          value(rows, "I11", code, "total", period, offers, 1, 100, false);
        }
        if (region.does(80, "i12", period)) {
          var offering = Math.min(adults, (year - 2017 + region.zeal() / 12) * adults / 16);
          value(
              rows, "I12", code, "total", period, offering, adults, chance.between(88, 100), false);
        }
        if (region.does(70, "i15", period)) {
          for (var sex : List.of("women", "men")) {
            var staff = Math.max(9, region.population() / 2_500) * (sex.equals("women") ? 3 : 1);
            var trained = staff * Math.clamp((year - 2016) * 4 + region.zeal() / 3, 2, 90) / 100;
            value(rows, "I15", code, sex, period, trained, staff, chance.between(60, 100), false);
          }
        }
        if (year >= 2021
            && !Country.NO_ASSESSMENT.contains(code)
            && region.does(85, "i26", period)) {
          var assessed = Math.max(2, adults) * 6;
          var fulfil = assessed * Math.clamp((year - 2019) * 6 + region.zeal() / 2, 4, 92) / 100;
          value(
              rows, "I26", code, "total", period, fulfil, assessed, chance.between(86, 100), false);
        }
        if (year >= 2019 && region.does(90, "i27", period)) {
          var valid =
              !Country.NO_PLAN.contains(code)
                      && !(Country.EXPIRED_PLAN.contains(code) && year >= 2026)
                      && year >= 2019 + (100 - region.zeal()) / 25
                  ? 1
                  : 0;
          value(rows, "I27", code, "total", period, valid, 1, 100, false);
        }
      }
    }
  }

  /** I16, unique people reached in the year; small counts occur. */
  private static void reach(Rows rows, Country.Place region) {
    for (int year = 2017; year <= 2025; year++) {
      for (var sex : List.of("women", "men")) {
        if (region.does(82, "i16", year, sex)) {
          var people =
              Chance.of("i16", region.code(), year, sex)
                  .between(
                      1, Math.max(6, region.population() / (sex.equals("women") ? 9_000 : 40_000)));
          value(rows, "I16", region.code(), sex, Integer.toString(year), people, null, 100, false);
        }
      }
    }
  }

  /** I28 for the whole country, quarter by quarter: counted from the decisions above. */
  private static void participation(Rows rows) {
    for (int year = 2016; year <= 2026; year++) {
      for (int quarter = 1; quarter <= (year == 2026 ? 3 : 4); quarter++) {
        var from = "%d-%02d".formatted(year, 3 * quarter - 2);
        var to = "%d-%02d-99".formatted(year, 3 * quarter);
        var decisions =
            rows.of("decisions.csv").stream()
                .filter(it -> String.valueOf(it.get("decided_on")).compareTo(from) >= 0)
                .filter(it -> String.valueOf(it.get("decided_on")).compareTo(to) <= 0)
                .map(it -> String.valueOf(it.get("id")))
                .toList();
        var withOne =
            (int)
                rows.of("involvement.csv").stream()
                    .filter(it -> decisions.contains(String.valueOf(it.get("id"))))
                    .filter(it -> !"0".equals(it.get("level")))
                    .count();
        if (!decisions.isEmpty()) {
          value(
              rows,
              "I28",
              "SE",
              "total",
              year + "-Q" + quarter,
              withOne,
              decisions.size(),
              100,
              false);
        }
      }
    }
  }

  private static void value(
      Rows rows,
      String indicator,
      String region,
      String sex,
      String period,
      int numerator,
      @Nullable Integer denominator,
      int completeness,
      boolean provisional) {
    rows.add(
        "observations.csv",
        "indicator",
        indicator,
        "region",
        region,
        "sex",
        sex,
        "age",
        "all",
        "period",
        period,
        "value",
        denominator == null ? numerator : null,
        "numerator",
        denominator == null ? null : numerator,
        "denominator",
        denominator,
        "completeness",
        completeness == 100 ? "1" : "0." + "%02d".formatted(completeness),
        "provisional",
        provisional);
  }
}
