package se.samspel.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.testing.GivenPack;
import se.samspel.testing.TestApp;

class IndicatorPackTests {

  private static final TestApp APP = TestApp.start("run", java.util.Map.of());
  private static final AsOf NOW = AsOf.day(LocalDate.of(2026, 11, 25));
  private static final String[] REGIONS =
      GivenPack.lines(
          "code\n" + "01\n" + "03\n" + "04\n" + "05\n" + "06\n" + "07\n" + "08\n" + "09\n" + "10\n"
              + "12\n" + "13\n" + "14\n" + "17\n" + "18\n" + "19\n" + "20\n" + "21\n" + "22\n"
              + "23\n" + "24\n" + "25");

  // Source: undated stored copy of vantetider.se, all 21 regions in one month; its sums hold.
  private static final String[] FIRST_ASSESSMENTS =
      GivenPack.lines(
          """
          region|completed_total|completed_excl_patient_chosen|within_30_days|patient_chosen_31_plus
          01|747|586|550|161
          03|52|46|18|6
          04|79|73|39|6
          05|141|124|103|17
          06|98|90|64|8
          07|35|34|3|1
          08|48|39|33|9
          09|20|14|13|6
          10|32|32|21|0
          12|452|364|325|88
          13|72|58|44|14
          14|274|265|177|9
          17|48|39|34|9
          18|93|72|53|21
          19|73|69|27|4
          20|52|44|14|8
          21|200|171|110|29
          22|49|43|13|6
          23|30|30|27|0
          24|39|39|14|0
          25|13|13|11|0
          """);

  private final IndicatorPack part = APP.bean(IndicatorPack.class);
  private final Indicators indicators = APP.bean(Indicators.class);

  private static GivenPack facts() {
    return new GivenPack()
        .with("regions.csv", REGIONS)
        .with("aims.csv", "key", "jamlik")
        .with(
            "indicators.csv",
            "id|name_sv|numerator|denominator|unit|direction|origin|strata|caveat|aim",
            "I01|Slutenvårdade för självskada|persons|population|per 100"
                + " 000|down|Socialstyrelsen|sex;age||",
            "I03|Andel med oklar avsikt|VXY4|VXY2 + VXY4|percent|none|Socialstyrelsen|sex|coding"
                + " drift|",
            "I07|BUP: första bedömning inom 30 dagar|completed within 30"
                + " days|completed|percent|up|vantetider.se|region|model break 2021|jamlik",
            "I11|Tillgång till brukarstyrd inläggning|regions offering it|21"
                + " regions|percent|up|own|region|synonyms are one method|",
            "I30|Suicid (sammanhang)|deaths|population|per 100 000|down|Socialstyrelsen|sex|counts"
                + " under 10 hidden; never shown as a result of the programme|")
        .with("bup-first-assessment.csv", FIRST_ASSESSMENTS)
        .with(
            "observations.csv",
            "indicator|region|sex|age|period|value|count|unit|source",
            "I01+I03|SE|total|15+|2022||6987|persons incl. undetermined intent|nyheter.ki.se",
            "I01|SE|total|13-24|2022|155.0||per 100 000|ungidag.se",
            "I11|01|total|all|2021-05|1||offers brief admission|lakartidningen.se",
            "I30|01|total|all|2018/2022||9|deaths|socialstyrelsen.se",
            "I30|12|total|all|2018/2022||8|deaths|socialstyrelsen.se",
            "I30|14|total|all|2018/2022||40|deaths|socialstyrelsen.se");
  }

  @BeforeAll
  static void givenTheFacts() {
    assertThat(facts().faults(APP.bean(IndicatorPack.class))).isEmpty();
    facts().load(APP, APP.bean(IndicatorPack.class), Optional.empty());
  }

  @AfterAll
  static void stop() {
    APP.close();
  }

  @Test
  void theCountrysFirstAssessmentsAreTheSumOfTheRegions() {
    var national =
        indicators.listNational("i07", NOW).stream()
            .filter(it -> it.series().isEmpty())
            .findFirst()
            .orElseThrow();
    assertThat(national.numerator()).contains(1693.0);
    assertThat(national.denominator()).contains(2245.0);
    assertThat(Math.round(national.value().orElseThrow())).isEqualTo(75);
    assertThat(national.summed()).isTrue();
    var waiting =
        indicators.listNational("i07", NOW).stream()
            .filter(it -> !it.series().isEmpty())
            .findFirst()
            .orElseThrow();
    assertThat(waiting.numerator()).contains(402.0);
    assertThat(waiting.denominator()).contains(2647.0);
  }

  @Test
  void gotlandsFourteenShowButNotTheOneWhoWaited() {
    var gotland =
        indicators.listValues("i07", NOW).stream()
            .filter(it -> it.region().equals("09") && it.series().isEmpty())
            .findFirst()
            .orElseThrow();
    assertThat(gotland.denominator()).contains(14.0);
    assertThat(gotland.suppressed()).isTrue();
    assertThat(gotland.numerator()).isEmpty();
    assertThat(gotland.value()).isEmpty();
  }

  @Test
  void noSmallCountIsOnThePageInTheTableFileOrInTheAnswer() {
    var kronoberg =
        APP.visitor().json("/api/v1/indicator-values?indicator=i07&region=07&limit=100").body();
    assertThat(kronoberg)
        .contains("\"suppressed\":true")
        .doesNotContain("\"numerator\":3")
        .doesNotContain("\"numerator\":1")
        .doesNotContain("8.82")
        .doesNotContain("2.85")
        .doesNotContain("35.0");
    var page = APP.visitor().get("/indikatorer/i07?region=07").html();
    assertThat(page.select("td.number").eachText())
        .contains("färre än 5", "34")
        .doesNotContain("3", "1", "35", "9 %");
    assertThat(APP.visitor().get("/indikatorer/i07/varden.csv").body().lines())
        .filteredOn(it -> it.startsWith("i07,1,,07,"))
        .singleElement()
        .asString()
        .contains(",,,34.0,percent,true,5,");
    assertThat(APP.visitor().get("/indikatorer/I07").text())
        .contains("Riket, summan av regionerna", "75 %", "en månad, datum saknas");
  }

  @Test
  void whatOtherModulesReadIsProtectedLikeThePages() {
    var open =
        indicators.listOpenValues(NOW).stream()
            .filter(it -> it.indicator().equals("i07") && it.value().isPresent())
            .toList();
    assertThat(open)
        .isEqualTo(
            indicators.listValues("i07", NOW).stream()
                .filter(it -> it.value().isPresent())
                .toList());
    assertThat(open)
        .filteredOn(it -> it.series().isEmpty())
        .extracting(Reading::region)
        .doesNotContain("07", "09", "23", "25");
    assertThat(
            APP.database()
                .asOwner()
                .sql(
                    """
                    select column_name from information_schema.columns
                     where table_schema = 'indicators' and table_name = 'public_value'\
                    """)
                .query(String.class)
                .list())
        .isNotEmpty()
        .doesNotContain("value", "numerator", "denominator");
  }

  @Test
  void suicideIsContextAndCountsUnderTenAreHidden() {
    var suicide = indicators.findIndicator("i30", NOW).orElseThrow();
    assertThat(suicide.contextOnly()).isTrue();
    assertThat(suicide.leastCount()).isEqualTo(10);
    assertThat(APP.visitor().get("/indikatorer/i30").text())
        .contains("Den säger inget om vad programmet har åstadkommit", "färre än 10", "40");
    assertThat(indicators.listValues("i30", NOW)).filteredOn(it -> it.suppressed()).hasSize(2);
  }

  @Test
  void whatMayNotBeJoinedStandsInASeriesOfItsOwn() {
    assertThat(indicators.listValues("i01", NOW))
        .extracting(Reading::series, it -> it.value().orElse(0.0))
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("I01+I03", 0.0),
            org.assertj.core.groups.Tuple.tuple("", 155.0));
  }

  @Test
  void aChangedDefinitionIsANewVersionAndLeavesTheValuesAsTheyWere() {
    var known = new AsOf(NOW.day(), APP.bean(Changes.class).latest());
    var edited =
        facts()
            .with(
                "indicators.csv",
                "id|name_sv|numerator|denominator|unit|direction|origin|strata|caveat|aim",
                "I01|Slutenvårdade för självskada|persons|population|per 100"
                    + " 000|down|Socialstyrelsen|sex;age||",
                "I03|Andel med oklar avsikt|VXY4|VXY2 +"
                    + " VXY4|percent|none|Socialstyrelsen|sex|coding drift|",
                "I07|BUP: första bedömning inom 30 dagar|completed within 30"
                    + " days|completed|percent|up|vantetider.se|region|model break 2021|jamlik",
                "I11|Tillgång till självvald inläggning|regions offering it|21"
                    + " regions|percent|up|own|region|synonyms are one method|",
                "I30|Suicid (sammanhang)|deaths|population|per 100"
                    + " 000|down|Socialstyrelsen|sex|counts under 10 hidden; never shown as a"
                    + " result of the programme|");
    edited.load(APP, part, Optional.of(facts()));
    assertThat(indicators.listVersions("i11", AsOf.day(LocalDate.now())))
        .extracting(Indicator::version)
        .containsExactly(2, 1);
    assertThat(indicators.findIndicator("i11", known).map(Indicator::version)).contains(1);
    assertThat(indicators.listValues("i11", NOW))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.definitionVersion()).isEqualTo(1);
          assertThat(it.version()).isEqualTo(1);
        });
  }

  @Test
  void everyFaultOfAPackIsToldAtItsCell() {
    var wrong =
        new GivenPack()
            .with("regions.csv", "code", "01")
            .with("aims.csv", "key", "jamlik")
            .with(
                "indicators.csv",
                "id|name_sv|numerator|unit|direction|aim|lag_days|counts",
                "I 7|Namn|a|percent|sidled|okänt|snart|allt")
            .with(
                "observations.csv",
                "indicator|region|sex|age|period|value|count|unit|numerator|completeness|provisional|state",
                "I99|99|båda|ung|våren|mycket|||||kanske|klar",
                "I99|01|total|all|2024||4||4|2||")
            .with(
                "bup-first-assessment.csv",
                "region|completed_total|completed_excl_patient_chosen|within_30_days|patient_chosen_31_plus",
                "01|10|8|9|1");
    assertThat(wrong.faults(part))
        .containsExactlyInAnyOrder(
            "indicators.csv:2:id:pack.indicator.identity",
            "indicators.csv:2:direction:pack.indicator.one-of",
            "indicators.csv:2:counts:pack.indicator.one-of",
            "indicators.csv:2:lag_days:pack.indicator.number",
            "indicators.csv:2:aim:pack.indicator.no-aim",
            "observations.csv:2:indicator:pack.indicator.unknown",
            "observations.csv:2:region:pack.indicator.no-region",
            "observations.csv:2:sex:pack.indicator.one-of",
            "observations.csv:2:age:pack.indicator.age",
            "observations.csv:2:period:pack.indicator.period",
            "observations.csv:2:value:pack.indicator.number",
            "observations.csv:2:provisional:pack.indicator.one-of",
            "observations.csv:2:state:pack.indicator.one-of",
            "observations.csv:3:indicator:pack.indicator.unknown",
            "observations.csv:3:completeness:pack.indicator.number",
            "observations.csv:3:count:pack.indicator.count-twice",
            "bup-first-assessment.csv:2:region:pack.indicator.unknown",
            "bup-first-assessment.csv:2:completed_total:pack.indicator.sum",
            "bup-first-assessment.csv:2:within_30_days:pack.indicator.part");
  }
}
