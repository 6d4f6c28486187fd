package se.samspel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import se.samspel.testing.TestApp;

class SignInTests {

  private final TestApp app = TestApp.plain();

  @Test
  void everyDemoAccountIsAButtonThatSignsIn() {
    var page = app.visitor().get("/login").html();
    assertThat(page.select(".accounts button")).hasSize(9);
    var reader = app.signedIn("samordnare-12");
    assertThat(reader.get("/login").html().select(".who").text()).contains("Samir");
  }

  @Test
  void aWrongPasswordSaysSoAndSignsNobodyIn() {
    var reader = app.visitor();
    var answer =
        reader.submit("/login", "/login", Map.of("username", "revisor", "password", "wrong"));
    assertThat(answer.header("Location")).endsWith("/login?fel");
    assertThat(reader.get("/logg").status()).isEqualTo(403);
  }

  @Test
  void manyWrongPasswordsFromOneAddressCloseItForAWhile() {
    var own = TestApp.start("run", Map.of());
    var reader = own.visitor();
    var last = "";
    // A minute may turn in the middle, so enough for two.
    for (int i = 0; i < 22 && !last.endsWith("/login?vanta"); i++) {
      last =
          reader
              .submit("/login", "/login", Map.of("username", "revisor", "password", "wrong"))
              .header("Location");
    }
    assertThat(last).endsWith("/login?vanta");
    assertThat(reader.get("/login?vanta").text()).contains("Vänta en minut");
    own.close();
  }

  @Test
  void theLogIsForThoseWhoMayReadIt() {
    assertThat(app.visitor().get("/logg").status()).isEqualTo(403);
    assertThat(app.signedIn("ekonom").get("/logg").status()).isEqualTo(403);
    assertThat(app.signedIn("revisor").get("/logg").status()).isEqualTo(200);
  }
}
