package se.samspel.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.samspel.core.DateSpan;

class MethodNamesTests {

  private static final Method BRIEF_ADMISSION =
      new Method(
          "bis",
          1,
          "Brukarstyrd inläggning (BIS)",
          Optional.of("Brief admission by self-referral"),
          Optional.empty(),
          Optional.empty(),
          List.of("självvald inläggning", "egeninläggning", "frikort"),
          DateSpan.since(DateSpan.EARLIEST),
          Optional.empty(),
          false,
          Method.InSwedish.NONE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Brukarstyrd inläggning",
        "BIS",
        "bis",
        "självvald  Inläggning",
        "EGENINLÄGGNING",
        "Frikort",
        "brief admission by self-referral"
      })
  void aMethodIsKnownByEachOfItsNames(String name) {
    assertThat(BRIEF_ADMISSION.isCalled(name)).isTrue();
  }

  @Test
  void theBeginningOfANameIsItsWholeFirstWords() {
    assertThat(BRIEF_ADMISSION.beginsWith("brukarstyrd")).isTrue();
    assertThat(BRIEF_ADMISSION.beginsWith("brukar")).isFalse();
    assertThat(BRIEF_ADMISSION.beginsWith("")).isFalse();
  }

  @Test
  void aSearchOnASynonymTellsWhichItHit() {
    assertThat(BRIEF_ADMISSION.synonymFor("frikort")).contains("frikort");
    assertThat(BRIEF_ADMISSION.synonymFor("inläggning")).isEmpty();
  }
}
