package se.samspel.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\":1.50,\"a\":-0,\"c\":1E+2,\"d\":123456789012345678901234567890.10,\"e\":1e-400}",
        "{\"text\":\"Å \\\"citat\\\" \\\\ \\u0000 \\ud83d \\n\"}",
        "[{},[],null,true,false,\"\",0]",
        "\"\uD83D\uDE00\""
      })
  void whatWasReadIsWrittenAsItWas(String json) {
    assertThat(Json.read(json, Limits.DEFAULT).write()).isEqualTo(json);
  }

  @Test
  void generatedValuesComeBackAsTheyWere() {
    var random = new Random(20_261_125);
    for (int i = 0; i < 2_000; i++) {
      var json = generated(random, 4);
      assertThat(Json.read(json.write(), Limits.DEFAULT)).isEqualTo(json);
    }
  }

  private static Json generated(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> new Json.Numeral(random.nextInt(-1_000, 1_000) + "." + random.nextInt(1_000));
      case 1 -> new Json.Bool(random.nextBoolean());
      case 2 -> Json.Nil.NULL;
      case 3, 4 -> Json.text(text(random));
      case 5 -> {
        var items = new ArrayList<Json>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(generated(random, depth - 1));
        }
        yield new Json.Items(items);
      }
      default -> {
        var members = new LinkedHashMap<String, Json>();
        for (int i = random.nextInt(4); i > 0; i--) {
          members.put(text(random), generated(random, depth - 1));
        }
        yield new Json.Members(members);
      }
    };
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      // The whole plane, lone surrogates and control characters included.
      text.append((char) random.nextInt(0x10000));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":1,}",
        "{\"a\":1} {}",
        "{'a':1}",
        "NaN",
        "01",
        "{\"a\":1,\"a\":2}",
        "[1"
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> Json.read(text, Limits.DEFAULT)).isInstanceOf(Invalid.class);
  }

  @Test
  void whatIsNoUtf8IsRefused() {
    assertThatThrownBy(
            () -> Json.read(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}, Limits.DEFAULT))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void aNestThatIsTooDeepIsRefused() {
    var deep = "[".repeat(5_000) + "]".repeat(5_000);
    assertThatThrownBy(() -> Json.read(deep, Limits.DEFAULT)).isInstanceOf(Invalid.class);
    assertThat(Json.read("[".repeat(90) + "]".repeat(90), Limits.DEFAULT)).isNotNull();
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    var limits = new Limits(10, 20, 20, 20);
    assertThatThrownBy(() -> Json.read("\"" + "a".repeat(21) + "\"", limits))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> Json.read("1".repeat(21), limits)).isInstanceOf(Invalid.class);
  }

  @Test
  void randomBytesAreReadOrRefusedAndNeverMore() {
    var random = new Random(7);
    var seed =
        "{\"actor\":{\"mbox\":\"mailto:a@b.se\"},\"n\":[1.5,null]}"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      var bytes = seed.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        var json = Json.read(bytes, Limits.DEFAULT);
        assertThat(Json.read(json.write(), Limits.DEFAULT)).isEqualTo(json);
      } catch (Invalid refused) {
        assertThat(refused.reason()).isNotBlank();
      }
    }
  }
}
