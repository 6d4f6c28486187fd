package se.samspel.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.samspel.packs.Loading;
import se.samspel.packs.Packs;
import se.samspel.testing.TestApp;
import se.samspel.ui.HelpLine;
import se.samspel.ui.HelpLines;

class HelplineTests {

  private static final TestApp app = TestApp.start("run", Map.of());

  @BeforeAll
  static void loadTheFacts() throws IOException {
    var folder = Files.createTempDirectory("samspel-directory");
    for (var file : List.of("helplines.csv", "safe-messaging.csv")) {
      Files.copy(Path.of("../programmes/sjalvskada", file), folder.resolve(file));
    }
    Files.writeString(folder.resolve("pack.properties"), "id=prov\ntitle=Prov\nlanguage=sv\n");
    assertThat(app.bean(Packs.class).load(folder.toString()).orElseThrow())
        .isInstanceOf(Loading.Changed.class);
  }

  @Test
  void theLineForImmediateDangerComesFirstAndClosedLinesAreGone() {
    var lines = app.bean(HelpLines.class).validOn(LocalDate.of(2026, 11, 25));
    assertThat(lines.getFirst())
        .extracting(HelpLine::name, HelpLine::href)
        .containsExactly("SOS Alarm", "tel:112");
    assertThat(lines).extracting(HelpLine::name).doesNotContain("Nationella hjälplinjen");
    assertThat(lines).extracting(HelpLine::href).contains("tel:90101", "https://shedo.se");
    assertThat(app.bean(HelpLines.class).validOn(LocalDate.of(2019, 12, 31)))
        .extracting(HelpLine::name)
        .contains("Nationella hjälplinjen")
        .doesNotContain("Hjälplinjen");
  }

  @Test
  void thePageIsForEveryoneAndTellsWhatNobodyHasChecked() {
    var answer = app.visitor().get("/hjalp");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.text()).contains("Mind Självmordslinjen", "90 101", "uppgift saknas");
    assertThat(answer.html().select("form[method=post]")).isEmpty();
    assertThat(answer.html().select("main a[href=tel:116111]")).hasSize(1);
  }

  @Test
  void theEditorChecksALineAndEveryoneSeesWhenAndHow() {
    var rut = app.signedIn("redaktor");
    var check =
        rut.submit(
            "/hjalp/spes/andra",
            "/hjalp/spes/kontroll",
            Map.of("verified", "2026-01-02", "how", "ringde numret"));
    assertThat(check.status()).isEqualTo(303);
    assertThat(app.visitor().get("/hjalp").html().select("#spes").text())
        .contains("2 januari 2026", "ringde numret");
    assertThat(app.visitor().get("/hjalp").html().select("aside.help").text())
        .contains("2026-01-02");
  }

  @Test
  void changedDetailsNeedANewCheck() {
    var rut = app.signedIn("redaktor");
    rut.submit(
        "/hjalp/aldrelinjen/andra",
        "/hjalp/aldrelinjen/kontroll",
        Map.of("verified", "2026-01-02", "how", "ringde"));
    var changed =
        rut.submit(
            "/hjalp/aldrelinjen/andra",
            "/hjalp/aldrelinjen/andra",
            Map.of("contact", "020-22 22 34"));
    assertThat(changed.status()).isEqualTo(303);
    assertThat(app.visitor().get("/hjalp").html().select("#aldrelinjen").text())
        .contains("020-22 22 34", "uppgift saknas");
    assertThat(
            app.database()
                .asOwner()
                .sql("select count(*) from directory.helpline where id = 'aldrelinjen'")
                .query(Integer.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  void everyWrongFieldIsTold() {
    var rut = app.signedIn("redaktor");
    var answer =
        rut.submit(
            "/hjalp/ny",
            "/hjalp/ny",
            Map.of(
                "id", "Bris!",
                "name", "",
                "contact", "javascript:alert(1)",
                "channels", "röksignal",
                "audience", "",
                "validFrom", "2026-02-01",
                "validTo", "2026-01-01"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary a"))
        .extracting(it -> it.attr("href"))
        .containsExactlyInAnyOrder(
            "#f-id", "#f-name", "#f-contact", "#f-channels", "#f-audience", "#f-validTo");
    var early =
        rut.submit(
            "/hjalp/mind/andra",
            "/hjalp/mind/kontroll",
            Map.of("verified", "2999-01-01", "how", ""));
    assertThat(early.status()).isEqualTo(422);
    assertThat(early.html().select(".error-summary a")).hasSize(2);
  }

  @Test
  void onlyTheEditorMayAndNobodyOverwritesANewerVersion() {
    assertThat(app.visitor().get("/hjalp/bris/andra").status()).isEqualTo(403);
    assertThat(app.signedIn("samordnare-12").get("/hjalp/bris/andra").status()).isEqualTo(403);
    var rut = app.signedIn("redaktor");
    var form = rut.get("/hjalp/bris/andra").html();
    var fields = new java.util.HashMap<String, String>();
    form.select("form[action=/hjalp/bris/andra] input[name]")
        .forEach(it -> fields.put(it.attr("name"), it.attr("value")));
    assertThat(
            rut.submit("/hjalp/bris/andra", "/hjalp/bris/andra", Map.of("name", "BRIS")).status())
        .isEqualTo(303);
    assertThat(rut.post("/hjalp/bris/andra", fields).status()).isEqualTo(409);
    assertThat(rut.get("/hjalp/finns-inte/andra").status()).isEqualTo(404);
  }

  @Test
  void theApiListsTheLinesOfTheDay() {
    assertThat(app.visitor().json("/api/v1/helplines").body())
        .contains("\"href\":\"tel:112\"", "\"verified\":null")
        .doesNotContain("nationella-hjalplinjen");
    assertThat(app.visitor().json("/api/v1/helplines?day=2019-01-01").body())
        .contains("nationella-hjalplinjen");
    assertThat(app.visitor().json("/api/v1/helplines/none").status()).isEqualTo(404);
  }
}
