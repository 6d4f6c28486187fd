package se.samspel.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.samspel.ui.TextDiff.Kind;

class TextDiffTests {

  @Test
  void aWordThatIsReplacedIsRemovedAndAdded() {
    assertThat(read(TextDiff.of("Gott bemötande i vården", "Gott och tryggt bemötande i skolan")))
        .isEqualTo("Gott +och tryggt +bemötande i -vården-+skolan+");
  }

  @Test
  void theSameTextHasNoDifferenceWhateverItsWhiteSpace() {
    var diff = TextDiff.of("Jämlik vård,\n hela landet", " Jämlik vård, hela  landet");
    assertThat(diff.unchanged()).isTrue();
    assertThat(diff.parts()).hasSize(1);
  }

  @Test
  void fromAndToNothingIsAllAddedOrAllRemoved() {
    assertThat(read(TextDiff.of("", "Ny text"))).isEqualTo("+Ny text+");
    assertThat(read(TextDiff.of("Ny text", ""))).isEqualTo("-Ny text-");
    assertThat(TextDiff.of("", "").parts()).isEmpty();
  }

  @Test
  void aCommaIsAWordOfItsOwn() {
    assertThat(read(TextDiff.of("stöd och vård", "stöd, och vård"))).isEqualTo("stöd+, +och vård");
  }

  @Test
  void bothTextsCanBeReadBackFromTheDifference() {
    var random = new Random(7);
    for (int round = 0; round < 300; round++) {
      var before = text(random);
      var after = text(random);
      var diff = TextDiff.of(before, after);
      assertThat(side(diff, Kind.REMOVED)).isEqualTo(squeezed(before));
      assertThat(side(diff, Kind.ADDED)).isEqualTo(squeezed(after));
      for (int i = 1; i < diff.parts().size(); i++) {
        assertThat(diff.parts().get(i).kind()).isNotEqualTo(diff.parts().get(i - 1).kind());
      }
    }
  }

  @Test
  void textsWithLittleInCommonAreShownWhole() {
    var before = IntStream.range(0, 3_000).mapToObj(i -> "a" + i).collect(Collectors.joining(" "));
    var after = IntStream.range(0, 3_000).mapToObj(i -> "b" + i).collect(Collectors.joining(" "));
    assertThat(TextDiff.of(before, after).parts())
        .extracting(TextDiff.Part::kind)
        .containsExactly(Kind.REMOVED, Kind.ADDED);
  }

  private static String text(Random random) {
    return IntStream.range(0, random.nextInt(25))
        .mapToObj(i -> String.valueOf((char) ('a' + random.nextInt(4))))
        .collect(Collectors.joining(" "));
  }

  private static String side(TextDiff diff, Kind kind) {
    return squeezed(
        diff.parts().stream()
            .filter(part -> part.kind() == Kind.SAME || part.kind() == kind)
            .map(TextDiff.Part::text)
            .collect(Collectors.joining(" ")));
  }

  private static String squeezed(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String read(TextDiff diff) {
    return diff.parts().stream()
        .map(part ->
            switch (part.kind()) {
              case SAME -> part.text();
              case REMOVED -> "-" + part.text() + "-";
              case ADDED -> "+" + part.text() + "+";
            })
        .collect(Collectors.joining());
  }
}
