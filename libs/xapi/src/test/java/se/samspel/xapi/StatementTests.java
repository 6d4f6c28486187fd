package se.samspel.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementTests {

  private static Statement read(String json) {
    return Statement.read(Json.read(json, Limits.DEFAULT), Version.V2);
  }

  private static final String RICH =
      """
      {"actor":{"objectType":"Group","name":"Team","member":[{"mbox":"mailto:m1@x.se","name":"M"},{"mbox":"mailto:m2@x.se"}]},
       "verb":{"id":"http://x.se/v","display":{"en-GB":"did","sv":"gjorde"}},
       "object":{"objectType":"SubStatement","actor":{"mbox":"mailto:sub@x.se"},"verb":{"id":"http://x.se/w"},
                 "object":{"objectType":"Activity","id":"http://x.se/inner","definition":{"name":{"en":"In","sv":"Inre"}}},
                 "context":{"instructor":{"mbox":"mailto:subteacher@x.se"}}},
       "context":{"instructor":{"mbox":"mailto:teacher@x.se"},"contextActivities":{"parent":{"id":"http://x.se/parent"}},
                  "contextAgents":[{"objectType":"contextAgent","agent":{"mbox":"mailto:ca@x.se"}}]}}\
      """;

  @Test
  void aGroupsMembersAreWhomTheStatementIsAbout() {
    assertThat(read(RICH).agents())
        .extracting(AgentId::value)
        .containsExactly("mailto:m1@x.se", "mailto:m2@x.se");
  }

  @Test
  void everyoneInItIsRelated() {
    assertThat(read(RICH).relatedAgents())
        .extracting(AgentId::value)
        .containsExactlyInAnyOrder(
            "mailto:m1@x.se",
            "mailto:m2@x.se",
            "mailto:teacher@x.se",
            "mailto:ca@x.se",
            "mailto:sub@x.se",
            "mailto:subteacher@x.se");
  }

  @Test
  void everyActivityInItIsRelated() {
    assertThat(read(RICH).relatedActivities())
        .containsExactlyInAnyOrder("http://x.se/inner", "http://x.se/parent");
  }

  @Test
  void aLoneContextActivityBecomesAList() {
    assertThat(read(RICH).json().write()).contains("\"parent\":[{\"id\":\"http://x.se/parent\"}]");
  }

  @Test
  void idsLeaveIdentifiersAlone() {
    assertThat(Form.IDS.apply(read(RICH).json(), iri -> Optional.empty(), List.of()).write())
        .isEqualTo(
            "{\"actor\":{\"objectType\":\"Group\",\"member\":[{\"mbox\":\"mailto:m1@x.se\"},{\"mbox\":\"mailto:m2@x.se\"}]},"
                + "\"verb\":{\"id\":\"http://x.se/v\"},"
                + "\"object\":{\"objectType\":\"SubStatement\",\"actor\":{\"mbox\":\"mailto:sub@x.se\"},\"verb\":{\"id\":\"http://x.se/w\"},"
                + "\"object\":{\"id\":\"http://x.se/inner\"},\"context\":{\"instructor\":{\"mbox\":\"mailto:subteacher@x.se\"}}},"
                + "\"context\":{\"instructor\":{\"mbox\":\"mailto:teacher@x.se\"},\"contextActivities\":{\"parent\":[{\"id\":\"http://x.se/parent\"}]},"
                + "\"contextAgents\":[{\"objectType\":\"contextAgent\",\"agent\":{\"mbox\":\"mailto:ca@x.se\"}}]}}");
  }

  @Test
  void canonicalGivesTheStoresDefinitionInTheReadersLanguage() {
    var known =
        (Json.Members) Json.read("{\"name\":{\"en\":\"Known\",\"sv\":\"Känd\"}}", Limits.DEFAULT);
    var text =
        Form.CANONICAL
            .apply(
                read(RICH).json(),
                iri -> iri.equals("http://x.se/inner") ? Optional.of(known) : Optional.empty(),
                Languages.wishes("sv-FI, en;q=0.5"))
            .write();
    assertThat(text)
        .contains("{\"name\":{\"sv\":\"Känd\"}}")
        .contains("\"display\":{\"sv\":\"gjorde\"}");
  }

  @Test
  void theLanguageIsTheWishedOneThenAWiderThenANarrowerThenTheFirst() {
    var map = Map.<String, Json>of("en-GB", Json.text("x"));
    assertThat(Languages.best(map, List.of("en")).orElseThrow().getKey()).isEqualTo("en-GB");
    assertThat(Languages.best(map, List.of("fr")).orElseThrow().getKey()).isEqualTo("en-GB");
    assertThat(Languages.wishes("da;q=0, sv;q=0.4, en")).containsExactly("en", "sv");
  }

  @Test
  void definitionsGrowAndNewerTextWins() {
    var old =
        (Json.Members)
            Json.read(
                "{\"name\":{\"sv\":\"A\",\"en\":\"B\"},\"type\":\"http://x.se/t\"}",
                Limits.DEFAULT);
    var fresh =
        (Json.Members)
            Json.read("{\"name\":{\"sv\":\"C\"},\"moreInfo\":\"http://x.se/m\"}", Limits.DEFAULT);
    assertThat(Statement.merged(old, fresh).write())
        .isEqualTo(
            "{\"name\":{\"sv\":\"C\",\"en\":\"B\"},\"type\":\"http://x.se/t\",\"moreInfo\":\"http://x.se/m\"}");
  }
}
