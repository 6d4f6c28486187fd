package se.samspel.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import se.samspel.statistics.Answer;
import se.samspel.statistics.Operations;
import se.samspel.testing.Reader;
import se.samspel.testing.TestApp;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The operations over HTTP. The library's tests hold each answer against the oracle; here every
 * oracle case is sent, and what comes back must be what the library answers, to the last digit.
 */
class StatisticsApiTests {

  private static final Path ORACLES = Path.of("../libs/statistics/src/test/resources/oracles");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TestApp app = TestApp.plain();

  @TestFactory
  Stream<DynamicTest> everyOracleCaseComesBackAsTheLibraryAnswersIt() throws IOException {
    try (var files = Files.list(ORACLES)) {
      var cases =
          files
              .filter(it -> it.toString().endsWith(".json") && !it.toString().contains("schema"))
              .sorted()
              .flatMap(file -> cases(file))
              .toList();
      assertThat(cases).hasSize(368);
      return cases.stream()
          .map(it -> DynamicTest.dynamicTest(it.path("id").asString(), () -> check(it)));
    }
  }

  private void check(JsonNode it) {
    var operation = it.path("operation").asString();
    var answer = post(operation, it.path("input").toString());
    Map<String, Object> input =
        JSON.convertValue(it.path("input"), new TypeReference<Map<String, Object>>() {});
    switch (Operations.answer(operation, input)) {
      case Answer.Given given -> {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()))
            .isEqualTo(JSON.readTree(JSON.writeValueAsString(given.fields())));
      }
      case Answer.Refused refused -> {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(JSON.readTree(answer.body()).path("code").asString())
            .isEqualTo(refused.code().name())
            .isEqualTo(it.path("expect").path("error").asString());
      }
    }
  }

  @Test
  void anUnknownOperationIsNotFound() {
    assertThat(post("guess", "{}").status()).isEqualTo(404);
  }

  @Test
  void whatIsNoObjectIsRefusedWithASentence() {
    for (var body : List.of("", "[1]", "{\"a\":", "null", "\"text\"")) {
      var answer = post("mean", body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(JSON.readTree(answer.body()).path("code").asString()).isEqualTo("NOT_JSON");
    }
  }

  @Test
  void aBodyOfMoreThanAMegabyteIsRefused() {
    var answer = post("mean", "{\"values\":[" + "1,".repeat(500_000) + "1]}");
    assertThat(answer.status()).isEqualTo(413);
  }

  private Reader.Answer post(String operation, String body) {
    return app.visitor()
        .send(
            HttpRequest.newBuilder(URI.create(app.url("/api/v1/statistics/" + operation)))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body)));
  }

  private static Stream<JsonNode> cases(Path file) {
    try {
      return StreamSupport.stream(
          Objects.requireNonNull(JSON.readTree(Files.readString(file)).get("cases")).spliterator(),
          false);
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }
}
