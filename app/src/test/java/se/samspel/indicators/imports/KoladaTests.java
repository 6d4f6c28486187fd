package se.samspel.indicators.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.samspel.core.Refused;
import se.samspel.indicators.imports.StandInRegister.Answer;

class KoladaTests {

  private static final Map<String, String> CHOICES =
      Map.of("measures", "U79119 = i08\nN61603 = i30", "years", "2022-2023");

  private static final String FIRST =
      """
      {"count":1,"values":[{"kpi":"U79119","municipality":"0001","period":2023,"values":[
        {"gender":"T","value":61.5,"count":1,"status":"","isdeleted":false},
        {"gender":"K","value":null,"count":0,"status":"Missing","isdeleted":false},
        {"gender":"M","value":60.25,"count":1,"status":"","isdeleted":false}]}],"next_url":%s}\
      """;
  private static final String LAST =
      """
      {"count":1,"values":[{"kpi":"N61603","municipality":"0000","period":2023,"values":[
        {"gender":"T","value":14.2,"count":1,"status":"","isdeleted":true}]}],"next_url":null}\
      """;

  private static Gathered read(String json, Map<String, String> choices) {
    return new Kolada(
            new Client(java.time.Clock.systemUTC(), it -> {}),
            new SourceSettings("http://x", "http://x", "http://x", "http://x", "http://x"))
        .read(
            Extract.file("k.json", json.getBytes(StandardCharsets.UTF_8), Instant.EPOCH), choices);
  }

  private static Kolada kolada(StandInRegister service) {
    return new Kolada(service.client(), service.settings());
  }

  @Test
  void pagesAreFollowedAndValuesReadForRegionsAndTheCountry() {
    try (var service =
        StandInRegister.of((question, number) ->
            Answer.json(number == 1 ? FIRST.formatted("\"/data/next?page=2\"") : LAST))) {
      var extract = kolada(service).fetch(CHOICES);
      assertThat(extract.parts()).hasSize(2);
      assertThat(service.asked().get(1).path()).isEqualTo("/data/next?page=2");
      var gathered = kolada(service).read(extract, CHOICES);
      assertThat(gathered.faults()).isEmpty();
      assertThat(gathered.rows())
          .extracting(it ->
              it.indicator()
                  + " "
                  + it.region()
                  + " "
                  + it.sex()
                  + " "
                  + it.period()
                  + " "
                  + it.figures().value().map(Object::toString).orElse("-"))
          .containsExactly(
              "i08 01 total 2023 61.5",
              "i08 01 women 2023 -",
              "i08 01 men 2023 60.25",
              "i30 SE total 2019/2023 -");
    }
  }

  @Test
  void aPartOfTheAddressHoldsAtMost25Identities() {
    var measures =
        IntStream.range(0, 60).mapToObj("U%05d = i08"::formatted).collect(Collectors.joining("\n"));
    try (var service = StandInRegister.saying("{\"count\":0,\"values\":[],\"next_url\":null}")) {
      kolada(service).fetch(Map.of("measures", measures, "years", "1990-2023"));
      assertThat(service.asked()).hasSize(3 * 2);
      for (var question : service.asked()) {
        assertThat(
                Arrays.stream(question.path().replaceAll("\\?.*", "").split("/"))
                    .mapToInt(part -> part.split(",").length)
                    .max()
                    .orElseThrow())
            .isLessThanOrEqualTo(25);
      }
    }
  }

  @Test
  void aBusyServiceIsWaitedForAsLongAsItAsks() {
    try (var service =
        StandInRegister.of((question, number) ->
            switch (number) {
              case 1 -> Answer.status(429, Map.of("Retry-After", "7"));
              case 2 -> Answer.status(429, Map.of("Retry-After", "Wed, 25 Nov 2026 12:00:30 GMT"));
              default -> Answer.json(LAST);
            })) {
      assertThat(kolada(service).fetch(CHOICES).parts()).hasSize(1);
      assertThat(service.waits()).contains(Duration.ofSeconds(7), Duration.ofSeconds(30));
    }
    try (var service =
        StandInRegister.of(
            (question, number) -> Answer.status(429, Map.of("Retry-After", "3600")))) {
      assertThatThrownBy(() -> kolada(service).fetch(CHOICES))
          .isInstanceOf(Unreadable.class)
          .hasMessageContaining("import.fault.busy")
          .hasMessageContaining("3600");
      assertThat(service.asked()).hasSize(1);
    }
  }

  @Test
  void anotherHostIsNeverAskedWhateverTheAnswerSays() {
    try (var other = StandInRegister.saying(LAST)) {
      for (var next :
          new String[] {
            other.url() + "/secret",
            "file:///etc/passwd",
            "http://user@127.0.0.1/",
            "//169.254.169.254/"
          }) {
        try (var service = StandInRegister.saying(FIRST.formatted("\"" + next + "\""))) {
          assertThatThrownBy(() -> kolada(service).fetch(CHOICES))
              .as(next)
              .isInstanceOf(Unreadable.class)
              .hasMessageContaining("import.fault.other-host")
              .hasMessageContaining("$.next_url");
        }
      }
      try (var service =
          StandInRegister.of((question, number) ->
              Answer.status(302, Map.of("Location", other.url() + "/elsewhere")))) {
        assertThatThrownBy(() -> kolada(service).fetch(CHOICES))
            .isInstanceOf(Unreadable.class)
            .hasMessageContaining("import.fault.other-host");
      }
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void aRedirectWithinTheHostIsFollowedAndARoundIsNot() {
    try (var service =
        StandInRegister.of((question, number) ->
            number == 1 ? Answer.status(301, Map.of("Location", "/moved")) : Answer.json(LAST))) {
      kolada(service).fetch(CHOICES);
      assertThat(service.asked().get(1).path()).isEqualTo("/moved");
    }
    try (var service =
        StandInRegister.of(
            (question, number) -> Answer.status(302, Map.of("Location", "/again")))) {
      assertThatThrownBy(() -> kolada(service).fetch(CHOICES))
          .hasMessageContaining("import.fault.redirects");
    }
    try (var service = StandInRegister.saying(FIRST.formatted("\"/same\""))) {
      assertThatThrownBy(() -> kolada(service).fetch(CHOICES))
          .hasMessageContaining("import.fault.loop");
    }
  }

  @Test
  void aWebPageAnErrorAndABrokenAnswerAreToldApart() {
    try (var service =
        StandInRegister.of((question, number) ->
            new Answer(
                200,
                Map.of("Content-Type", "text/html"),
                "<html><body>Underhåll</body></html>".getBytes(StandardCharsets.UTF_8)))) {
      assertThatThrownBy(() -> kolada(service).fetch(CHOICES))
          .hasMessageContaining("import.fault.html");
    }
    try (var service = StandInRegister.of((question, number) -> Answer.status(400, Map.of()))) {
      assertThatThrownBy(() -> kolada(service).fetch(CHOICES))
          .hasMessageContaining("import.fault.http")
          .hasMessageContaining("400");
    }
    try (var service = StandInRegister.saying(FIRST.formatted("null").substring(0, 120))) {
      assertThatThrownBy(() -> kolada(service).fetch(CHOICES))
          .hasMessageContaining("import.fault.broken-json");
    }
    var closed = StandInRegister.saying("");
    closed.close();
    assertThatThrownBy(() -> kolada(closed).fetch(CHOICES))
        .hasMessageContaining("import.fault.unreached");
  }

  @Test
  void anAnswerThatIsBrokenOffOrNeverEndsIsGivenUp() throws IOException {
    for (boolean closes : new boolean[] {true, false}) {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        Thread.startVirtualThread(() -> {
          try {
            var connection = socket.accept();
            connection.getInputStream().read(new byte[1000]);
            connection
                .getOutputStream()
                .write(
                    "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"count\":"
                        .getBytes(StandardCharsets.UTF_8));
            if (closes) {
              connection.close();
            }
          } catch (IOException ended) {
            // The test is over.
          }
        });
        var url = "http://127.0.0.1:" + socket.getLocalPort();
        var client =
            new Client(
                java.time.Clock.systemUTC(), it -> {}, Duration.ofMillis(closes ? 10_000 : 500));
        var kolada = new Kolada(client, new SourceSettings(url, url, url, url, url));
        assertThatThrownBy(() -> kolada.fetch(CHOICES))
            .isInstanceOf(Unreadable.class)
            .hasMessageContaining(closes ? "import.fault.broken-answer" : "import.fault.slow");
      }
    }
  }

  @Test
  void aFieldThatHasChangedItsTypeIsToldWithItsPath() {
    var json = FIRST.formatted("null").replace("61.5", "\"61,5\"").replace("2023,", "\"2023\",");
    assertThat(OwnTableTests.told(read(json, CHOICES)))
        .isEqualTo("k.json $.values[0].period import.fault.type");
    assertThat(
            OwnTableTests.told(read(FIRST.formatted("null").replace("61.5", "\"61,5\""), CHOICES)))
        .isEqualTo("k.json $.values[0].values[0].value import.fault.type");
    assertThat(OwnTableTests.told(read(FIRST.formatted("null").replace("\"T\"", "\"X\""), CHOICES)))
        .isEqualTo("k.json $.values[0].values[0].gender import.fault.sex");
    assertThat(OwnTableTests.told(read("{\"values\":{}}", CHOICES)))
        .isEqualTo("k.json $.values import.fault.type");
    assertThat(OwnTableTests.told(read("{}", CHOICES)))
        .isEqualTo("k.json $.values import.fault.no-field");
    assertThat(OwnTableTests.told(read("{\"values\":[],\"values\":[]}", CHOICES)))
        .contains("import.fault.broken-json");
    assertThat(OwnTableTests.told(read(FIRST.formatted("null").replace("61.5", "NaN"), CHOICES)))
        .contains("import.fault.broken-json");
  }

  @Test
  void whatWasNotAskedForIsRefused() {
    assertThat(
            OwnTableTests.told(
                read(FIRST.formatted("null"), Map.of("measures", "U72552 = i09", "years", "2023"))))
        .isEqualTo("k.json $.values[0].kpi import.fault.not-asked");
    assertThat(
            OwnTableTests.told(
                read(FIRST.formatted("null"), Map.of("measures", "U79119 = i08", "years", "2020"))))
        .isEqualTo("k.json $.values[0].period import.fault.not-asked");
    assertThat(OwnTableTests.told(read(FIRST.formatted("null").replace("0001", "1280"), CHOICES)))
        .isEqualTo("k.json $.values[0].municipality import.fault.region");
  }

  @Test
  void aChoiceThatCantBeReadIsToldWithItsField() {
    assertThatThrownBy(
            () -> read(FIRST.formatted("null"), Map.of("measures", "U79119", "years", "2023-2019")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("import.choice-line")
        .hasMessageContaining("import.choice-years");
  }
}
