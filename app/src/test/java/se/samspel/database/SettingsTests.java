package se.samspel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTests {

  private static final Path PAGE = Path.of("../docs/operate/settings.md");

  @Test
  void nothingSetMeansPort8080AndAnEmbeddedDatabase() {
    var settings = Settings.read(Map.of("PATH", "/bin"));
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.databaseUrl()).isEmpty();
    assertThat(settings.baseUrl()).isEqualTo("http://localhost:8080");
    assertThat(settings.demoOpen()).isFalse();
  }

  @Test
  void anUnknownSettingStopsTheStartAndListsTheKnown() {
    assertThatThrownBy(() -> Settings.read(Map.of("SAMSPEL_PROT", "8081")))
        .isInstanceOf(Start.Refused.class)
        .hasMessageContaining("SAMSPEL_PROT is unknown")
        .hasMessageContaining("SAMSPEL_PORT");
  }

  @ParameterizedTest
  @CsvSource({
    "SAMSPEL_PORT, eighty",
    "SAMSPEL_PORT, 70000",
    "SAMSPEL_PORT, -1",
    "SAMSPEL_BASE_URL, samspel.example",
    "SAMSPEL_BASE_URL, ftp://samspel.example",
    "SAMSPEL_BASE_URL, https://samspel.example/path",
    "SAMSPEL_DATABASE_URL, mysql://localhost/samspel",
    "SAMSPEL_DEMO_OPEN, true",
    "SAMSPEL_PUBLISHER_NUMBER, 232100-0255",
    "SAMSPEL_PUBLISHER_TYPE, Region",
    "SAMSPEL_PUBLISHER_EMAIL, nobody",
    "SAMSPEL_KOLADA_URL, api.kolada.se",
    "SAMSPEL_SCB_URL, file:///etc",
  })
  void aWrongValueStopsTheStartAndSaysWhatIsAllowed(String name, String value) {
    assertThatThrownBy(() -> Settings.read(Map.of(name, value)))
        .isInstanceOf(Start.Refused.class)
        .hasMessageContaining(name + " is '" + value + "'")
        .hasMessageContaining(Settings.KNOWN.get(name));
  }

  @Test
  void aDatabaseUserWithoutADatabaseIsRefused() {
    assertThatThrownBy(() -> Settings.read(Map.of("SAMSPEL_DATABASE_USER", "samspel")))
        .isInstanceOf(Start.Refused.class)
        .hasMessageContaining("SAMSPEL_DATABASE_URL");
  }

  @Test
  void aDatabaseAddressIsReadWithOrWithoutJdbc() {
    assertThat(
            Settings.read(Map.of("SAMSPEL_DATABASE_URL", "postgresql://db/samspel")).databaseUrl())
        .contains("jdbc:postgresql://db/samspel");
  }

  @Test
  void aSourcesAddressIsReadWithoutItsFinalSlash() {
    assertThat(Settings.read(Map.of("SAMSPEL_SCB_V2_URL", "https://px.example/api/v2/")).sources())
        .isEqualTo(Map.of("scb-v2", "https://px.example/api/v2"));
    assertThat(Settings.read(Map.of()).sources()).isEmpty();
  }

  @Test
  void aSecretThatCouldBeGuessedStopsTheStart() {
    assertThatThrownBy(() ->
            Settings.read(
                Map.of("SAMSPEL_LRS_KEY", "moodle", "SAMSPEL_LRS_SECRET", "nineteen-characters")))
        .isInstanceOf(Start.Refused.class)
        .hasMessageContaining("SAMSPEL_LRS_SECRET")
        .hasMessageContaining("20")
        .hasMessageNotContaining("nineteen");
    assertThat(
            Settings.read(
                    Map.of(
                        "SAMSPEL_LRS_KEY", "moodle", "SAMSPEL_LRS_SECRET", "twenty-characters-ok"))
                .lrsKey())
        .contains("moodle");
  }

  @Test
  void theSettingsPageIsCurrent() throws IOException {
    var page = new StringBuilder();
    page.append("# Settings\n\n");
    page.append(
        "Written from the code by `SettingsTests`. All come from the environment of the process; ");
    page.append("an unknown `SAMSPEL_…` or a wrong value stops the start.\n\n");
    page.append("| setting | what it is, and what is allowed |\n| --- | --- |\n");
    new TreeMap<>(Settings.KNOWN)
        .forEach((name, allowed) ->
            page.append("| `").append(name).append("` | ").append(allowed).append(" |\n"));
    if ("yes".equals(System.getProperty("update.golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("stale; run with -Dupdate.golden=yes").hasContent(page.toString());
  }
}
