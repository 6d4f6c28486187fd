package se.samspel.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import se.samspel.core.Pack;

/**
 * The regions of the facts, and how far each made-up region has come.
 *
 * @param regions in code order
 */
record Country(List<Place> regions) {

  /** The day that the sample looks back from. It never moves. */
  static final LocalDate END = LocalDate.of(2026, 11, 1);

  /** First and last year with any rows. */
  static final int FIRST_YEAR = 2014;

  static final int LAST_YEAR = 2026;

  /**
   * A region.
   *
   * @param zeal how far it has come, 0–100; invented, says nothing about the real region
   */
  record Place(String code, String name, int population, int zeal) {

    /** Whether something that so many of a hundred do happens here, by zeal and chance. */
    boolean does(int hundredths, Object... about) {
      return Chance.of(code, List.of(about)).percent(Math.clamp(hundredths + zeal - 60, 3, 97));
    }
  }

  static Country of(Pack facts) {
    return new Country(
        facts.rows("regions.csv").stream()
            .map(row ->
                new Place(
                    row.get("code"),
                    row.get("name_sv"),
                    row.number("population_2023").orElse(100_000L).intValue(),
                    zeal(row.get("code"))))
            .toList());
  }

  private static int zeal(String code) {
    return Chance.of("zeal", code).between(25, 95);
  }

  /** Regions without any adopted plan. */
  static final Set<String> NO_PLAN = Set.of("10", "21");

  /** Regions whose last plan has run out. */
  static final Set<String> EXPIRED_PLAN = Set.of("08", "17", "23");

  /** Regions that get no money for treatment courses. */
  static final Set<String> NO_TREATMENT_MONEY = Set.of("07", "09", "10", "20", "21", "23", "25");

  /** Regions where nobody has taken the course on risk-management plans. */
  static final Set<String> NO_RISK_COURSE = Set.of("08", "13", "21");

  /** Regions where no unit has begun with risk-management plans. */
  static final Set<String> NO_RISK_TRACK = Set.of("04", "10", "19", "21");

  /** Regions that do not send in self-assessments. */
  static final Set<String> NO_ASSESSMENT = Set.of("06", "20", "22");

  /** Regions outside the cascade courses. */
  static final Set<String> NO_CASCADE = Set.of("09", "18", "23", "25");
}
