package se.samspel.indicators;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.samspel.core.DateSpan;

/**
 * What an indicator measures, as one version of its definition says. A new version never changes
 * what was measured by an older one: each value names the version it was measured by.
 *
 * @param id stable identity in lower case, such as {@code i07}
 * @param version from 1
 * @param direction {@code up} when more is better, {@code down} when less is, {@code none}
 * @param origin where its values come from
 * @param strata what it may be split by
 * @param caveat what to mind when reading it
 * @param aim the aim it measures
 * @param lagDays days before what is done for the aim can show in it
 * @param counts {@code persons} or {@code units}: what its numerator and denominator count
 * @param leastCount counts of persons below this never leave
 * @param contextOnly whether it is shown beside and never as what the programme brought about
 */
public record Indicator(
    String id,
    int version,
    String nameSv,
    Optional<String> nameEn,
    String numerator,
    Optional<String> denominator,
    String unit,
    String direction,
    Optional<String> origin,
    List<String> strata,
    Optional<String> caveat,
    Optional<String> aim,
    Optional<Integer> lagDays,
    String counts,
    int leastCount,
    boolean contextOnly,
    DateSpan span,
    Optional<String> source,
    boolean synthetic,
    InSwedish inSwedish) {

  /**
   * The definition's words in Swedish, where what stands above is written in another language.
   *
   * @param origin where its values come from
   */
  public record InSwedish(
      Optional<String> numerator,
      Optional<String> denominator,
      Optional<String> origin,
      Optional<String> caveat) {

    /** What stands in the definition is Swedish already, or has not been translated. */
    public static final InSwedish NONE =
        new InSwedish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The least count where a definition says nothing else. */
  public static final int LEAST_COUNT = 5;

  /** What is counted, in the language, or as it is written where there is no translation. */
  String numerator(Locale locale) {
    return word(locale, inSwedish.numerator(), Optional.of(numerator)).orElse(numerator);
  }

  Optional<String> denominator(Locale locale) {
    return word(locale, inSwedish.denominator(), denominator);
  }

  Optional<String> origin(Locale locale) {
    return word(locale, inSwedish.origin(), origin);
  }

  Optional<String> caveat(Locale locale) {
    return word(locale, inSwedish.caveat(), caveat);
  }

  String name(Locale locale) {
    return swedish(locale) ? nameSv : nameEn.orElse(nameSv);
  }

  private static Optional<String> word(
      Locale locale, Optional<String> swedish, Optional<String> written) {
    return swedish(locale) ? swedish.or(() -> written) : written;
  }

  private static boolean swedish(Locale locale) {
    return locale.getLanguage().equals("sv");
  }

  /** Its identity as people write it: {@code I07}. */
  public String code() {
    return id.toUpperCase(Locale.ROOT);
  }

  /** Whether its counts are of persons, so that small ones must be protected. */
  public boolean ofPersons() {
    return counts.equals("persons");
  }

  /** The definition, protecting small counts no less than the other does. */
  Indicator guardedAs(Indicator other) {
    var persons = ofPersons() || other.ofPersons();
    var least =
        Math.max(
            ofPersons() || !persons ? leastCount : 0,
            other.ofPersons() || !persons ? other.leastCount : 0);
    return new Indicator(
        id,
        version,
        nameSv,
        nameEn,
        numerator,
        denominator,
        unit,
        direction,
        origin,
        strata,
        caveat,
        aim,
        lagDays,
        persons ? "persons" : counts,
        least,
        contextOnly,
        span,
        source,
        synthetic,
        inSwedish);
  }
}
