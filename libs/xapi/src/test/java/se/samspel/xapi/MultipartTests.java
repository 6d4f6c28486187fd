package se.samspel.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTests {

  private static final ContentType TYPE =
      ContentType.parse("multipart/mixed; boundary=\"abc\"").orElseThrow();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsWrittenIsReadAgainOctetByOctet() {
    var random = new Random(3);
    for (int i = 0; i < 300; i++) {
      var content = new byte[random.nextInt(200)];
      random.nextBytes(content);
      var body =
          new Multipart.Writer("abc", bytes("{}"))
              .add("image/png", "0".repeat(64), content)
              .bytes();
      var parts = Multipart.read(body, TYPE, 10);
      assertThat(parts).hasSize(2);
      assertThat(parts.getFirst().content()).isEqualTo(bytes("{}"));
      assertThat(parts.getLast().content()).isEqualTo(content);
      assertThat(parts.getLast().header("x-experience-api-hash")).contains("0".repeat(64));
    }
  }

  @Test
  void aBoundaryIsFoundAtTheStartOfALineAndWholeOnly() {
    var body = bytes("--abc\r\nA: b\r\n\r\nx--abc\r\n--abcd\r\n--abc--");
    assertThat(
            new String(Multipart.read(body, TYPE, 10).getFirst().content(), StandardCharsets.UTF_8))
        .isEqualTo("x--abc\r\n--abcd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--abc",
        "--abc\r\n",
        "--abc\r\nA: b\r\n\r\nx",
        "--xyz\r\n\r\n--xyz--",
        "--abc\r\nbroken\r\n\r\n--abc--"
      })
  void aBodyThatIsNotBuiltAsItShouldIsRefused(String body) {
    assertThatThrownBy(() -> Multipart.read(bytes(body), TYPE, 10)).isInstanceOf(Invalid.class);
  }

  @Test
  void moreThanTheMostPartsAreRefused() {
    var body = bytes("--abc\r\n\r\n\r\n--abc\r\n\r\n\r\n--abc--");
    assertThatThrownBy(() -> Multipart.read(body, TYPE, 1)).isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text", "text/", "/plain", "text/plain; charset", "text/plain; a=\"b", "a b/c"})
  void aMediaTypeThatCannotBeReadIsNone(String header) {
    assertThat(ContentType.parse(header)).isEmpty();
  }

  @Test
  void parametersOfAMediaTypeAreReadWithAndWithoutQuotes() {
    var type = ContentType.parse("Text/Plain; Charset=utf-8;x=\"a;\\\"b\"").orElseThrow();
    assertThat(type.type()).isEqualTo("text/plain");
    assertThat(type.parameters()).containsEntry("charset", "utf-8").containsEntry("x", "a;\"b");
  }
}
