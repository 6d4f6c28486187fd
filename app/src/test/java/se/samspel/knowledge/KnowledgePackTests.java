package se.samspel.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.NodeKind;
import se.samspel.core.Refused;
import se.samspel.testing.GivenPack;
import se.samspel.testing.TestApp;

class KnowledgePackTests {

  private static final TestApp APP = TestApp.start("run", java.util.Map.of());
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  private final KnowledgePack part = APP.bean(KnowledgePack.class);
  private final Knowledge knowledge = APP.bean(Knowledge.class);

  @AfterAll
  static void stop() {
    APP.close();
  }

  private static GivenPack facts() {
    return new GivenPack()
        .with(
            "methods.csv",
            "key|name_sv|name_en|synonyms|population|programme_role|source",
            "bis|Brukarstyrd inläggning (BIS)|Brief admission|självvald inläggning; egeninläggning;"
                + " frikort|adults|trial|lakartidningen.se",
            "dbt|Dialektisk beteendeterapi (DBT)|Dialectical behaviour therapy|DBT-A"
                + " (ungdomar)|adults||sbu.se")
        .with(
            "recommendations.csv",
            "number|edition|title_sv|title_en|adopted|by|basis|source",
            "1|1|Bemötande|Reception|2014-11-17|styrgruppen|forskning; egen"
                + " erfarenhet|studylibsv.com/doc/411317",
            "1|2|Medkänsla, respekt och värdighet|Compassion|2016-03|styrgruppen|forskning; egen"
                + " erfarenhet|studylibsv.com/doc/234491",
            "4|2|Riskhanteringsplan|Risk"
                + " plan|2016-03|styrgruppen|forskning|studylibsv.com/doc/234491");
  }

  @Test
  void aLaterEditionSupersedesTheEarlierAndEachIsAnsweredByItsDay() {
    assertThat(facts().faults(part)).isEmpty();
    facts().load(APP, part, Optional.empty());

    var in2015 = AsOf.day(LocalDate.of(2015, 6, 1));
    assertThat(knowledge.findInForce("1", in2015).map(Edition::edition)).contains(1);
    assertThat(knowledge.findEdition("1", 2, in2015)).isEmpty();
    assertThat(knowledge.findInForce("4", in2015)).isEmpty();

    var now = AsOf.day(TODAY);
    assertThat(knowledge.findInForce("1", now).map(Edition::titleSv))
        .contains("Medkänsla, respekt och värdighet");
    var first = knowledge.findEdition("1", 1, now).orElseThrow();
    assertThat(first.state()).isEqualTo(EditionState.SUPERSEDED);
    assertThat(first.span().to()).isEqualTo(LocalDate.of(2016, 3, 1));
    assertThat(knowledge.findEdition("4", 2, now).orElseThrow().strength()).isEmpty();

    var node =
        APP.bean(KnowledgeNodes.class)
            .describe(NodeKind.RECOMMENDATION, java.util.List.of("1", "9"), now);
    assertThat(node).containsOnlyKeys("1");
    assertThat(node.get("1").version()).isEqualTo(2);

    // The same pack with the second edition gone: the first holds again, and history stays.
    var known = new AsOf(TODAY, APP.bean(Changes.class).latest());
    var edited =
        facts()
            .with(
                "recommendations.csv",
                "number|edition|title_sv|title_en|adopted|by|basis|source",
                "1|1|Bemötande|Reception|2014-11-17|styrgruppen|forskning; egen"
                    + " erfarenhet|studylibsv.com/doc/411317",
                "4|2|Riskhanteringsplan|Risk"
                    + " plan|2016-03|styrgruppen|forskning|studylibsv.com/doc/234491");
    edited.load(APP, part, Optional.of(facts()));
    assertThat(knowledge.findInForce("1", now).map(Edition::edition)).contains(1);
    assertThat(knowledge.findInForce("1", known).map(Edition::edition)).contains(2);

    // And back again.
    facts().load(APP, part, Optional.of(edited));
    assertThat(knowledge.findInForce("1", now).map(Edition::edition)).contains(2);

    // A changed method is a new version; the earlier is still known.
    var renamed =
        facts()
            .with(
                "methods.csv",
                "key|name_sv|name_en|synonyms|population|programme_role|source",
                "bis|Självvald inläggning|Brief admission|brukarstyrd inläggning; egeninläggning;"
                    + " frikort|adults|trial|lakartidningen.se",
                "dbt|Dialektisk beteendeterapi (DBT)|Dialectical behaviour therapy|DBT-A"
                    + " (ungdomar)|adults||sbu.se");
    renamed.load(APP, part, Optional.of(facts()));
    assertThat(knowledge.listVersions("bis", AsOf.day(LocalDate.now())))
        .extracting(Method::nameSv)
        .containsExactly("Självvald inläggning", "Brukarstyrd inläggning (BIS)");
    assertThat(knowledge.resolveMethod("Frikort").map(Method::nameSv))
        .contains("Självvald inläggning");
    assertThat(knowledge.listMethods(known))
        .extracting(Method::nameSv)
        .contains("Brukarstyrd inläggning (BIS)");
  }

  @Test
  void everyFaultOfAPackIsToldAtItsCell() {
    var wrong =
        new GivenPack()
            .with("regions.csv", "code|name_sv", "12|Region Skåne")
            .with(
                "methods.csv",
                "key|name_sv|synonyms",
                "a|Första metoden|biljett",
                "B!|Andra metoden|Biljett")
            .with(
                "recommendations.csv",
                "number|edition|title_sv|adopted|strength",
                "noll|1|En|i våras|mycket",
                "7|1|Sju||")
            .with(
                "evidence.csv",
                "id|title_sv|doi|published_year|supports",
                "e|Artikel|doi:fel|i fjol|7@1; 8@9")
            .with(
                "supplements.csv",
                "id|region|recommendation|edition|part|text_sv",
                "s|99|7|1|mitten|Text")
            .with(
                "editorial-steps.csv",
                "kind|id|to_state|day|reason|decision|involvement",
                "recommendation|7/1|draft|2026-01-01|Börjar||",
                "recommendation|7/1|published|2026-01-02|Hoppar||record:ingen");
    assertThat(wrong.faults(part))
        .containsExactlyInAnyOrder(
            "methods.csv:3:key:pack.knowledge.identity",
            "methods.csv:3:synonyms:pack.method.name-taken",
            "recommendations.csv:2:number:pack.knowledge.whole",
            "recommendations.csv:2:adopted:pack.knowledge.date",
            "recommendations.csv:2:strength:pack.knowledge.one-of",
            "evidence.csv:2:doi:pack.evidence.doi",
            "evidence.csv:2:published_year:pack.evidence.year",
            "evidence.csv:2:supports:pack.knowledge.no-edition",
            "supplements.csv:2:region:pack.knowledge.no-region",
            "supplements.csv:2:part:pack.knowledge.one-of",
            "editorial-steps.csv:3:to_state:pack.knowledge.step",
            "editorial-steps.csv:3:involvement:pack.knowledge.no-involvement");
  }

  @Test
  void theInvolvementBehindAStepIsAboutTheRecommendationOrTheDecision() {
    var pack =
        new GivenPack()
            .with("recommendations.csv", "number|edition|title_sv", "7|1|Sju")
            .with("decisions.csv", "id", "d1")
            .with(
                "involvement.csv",
                "id|subject",
                "annat|need:x",
                "egen|recommendation:7",
                "beslutet|decision:d1")
            .with(
                "editorial-steps.csv",
                "kind|id|to_state|day|reason|decision|involvement",
                "recommendation|7/1|draft|2026-01-01|Börjar||record:egen",
                "recommendation|7/1|evidence-review|2026-01-02|Granskas||record:annat",
                "recommendation|7/1|coi-cleared|2026-01-03|Prövas|d1|record:beslutet");
    assertThat(pack.faults(part))
        .containsExactly("editorial-steps.csv:3:involvement:recommendation.other-involvement");
  }

  @Test
  void aStepThatWasTakenIsNotUndoneByLeavingItOut() {
    var with =
        new GivenPack()
            .with("recommendations.csv", "number|edition|title_sv", "70|1|Ny")
            .with(
                "editorial-steps.csv",
                "kind|id|to_state|day|reason|decision|involvement",
                "recommendation|70/1|draft|2026-01-01|Börjar||");
    with.load(APP, part, Optional.empty());
    assertThat(knowledge.findInForce("70", AsOf.day(TODAY))).isEmpty();
    var without = new GivenPack().with("recommendations.csv", "number|edition|title_sv", "70|1|Ny");
    assertThatThrownBy(() -> without.load(APP, part, Optional.of(with)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("pack.knowledge.step-removed");
  }
}
