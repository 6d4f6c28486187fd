package se.samspel.indicators.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.samspel.core.Refused;
import se.samspel.indicators.imports.StandInRegister.Answer;

class SocialstyrelsenTests {

  private static final Map<String, String> INPATIENT =
      Map.of("measure", "inpatient", "years", "2022", "ages", "19 = all");
  private static final Map<String, String> SUICIDE =
      Map.of("measure", "suicide", "years", "2018-2022", "ages", "20 = all");

  private static String item(String diagnosis, int figure, int year, int region, String value) {
    return """
    {"mattId":%d,"ar":%d,"regionId":%d,"alderId":19,"konId":3,"diagnosId":"%s","varde":"%s"}\
    """
        .formatted(figure, year, region, diagnosis, value);
  }

  private static String data(String... items) {
    return "{\"data\":[" + String.join(",", items) + "],\"sidor\":1,\"nasta_sida\":null}";
  }

  private static Gathered read(Map<String, String> choices, String json) {
    return new Socialstyrelsen(
            new Client(java.time.Clock.systemUTC(), it -> {}),
            new SourceSettings("http://x", "http://x", "http://x", "http://x", "http://x"))
        .read(
            Extract.file("s.json", json.getBytes(StandardCharsets.UTF_8), Instant.EPOCH), choices);
  }

  @Test
  void oneMeasureAndOneCauseStandInEachQuestionAndPagesAreFollowed() {
    try (var service =
        StandInRegister.of((question, number) ->
            Answer.json(
                switch (number) {
                  case 1 ->
                      "{\"data\":["
                          + item("VXY2", 6, 2022, 1, "1\u00a0234")
                          + "],\"sidor\":2,\"nasta_sida\":\"/next?sida=2\"}";
                  case 2 -> data(item("VXY2", 6, 2022, 0, "6 987"));
                  default ->
                      data(item("VXY2", 7, 2022, 1, "50,2"), item("VXY2", 7, 2022, 0, "80,4"));
                }))) {
      var source = new Socialstyrelsen(service.client(), service.settings());
      var gathered = source.read(source.fetch(INPATIENT), INPATIENT);
      assertThat(gathered.faults()).isEmpty();
      assertThat(gathered.rows())
          .extracting(it ->
              "%s %s %s %s"
                  .formatted(
                      it.indicator(),
                      it.region(),
                      it.figures().numerator().orElseThrow(),
                      it.figures().value().orElseThrow()))
          .containsExactly("i01 01 1234.0 50.2", "i01 SE 6987.0 80.4");
      assertThat(service.asked().getFirst().path())
          .contains("/resultat/diagnos/VXY2/", "/matt/6/", "/vardform/SV?", "/kon/1,2,3/")
          .doesNotContain("yttreorsak/");
      assertThat(service.asked().get(2).path()).contains("/matt/7/");
    }
  }

  @Test
  void inpatientAndSpecialisedCareFillTheirOwnIndicatorAlone() {
    var json = data(item("VXY2", 7, 2022, 1, "50,2"));
    assertThat(read(INPATIENT, json).rows()).extracting(Row::indicator).containsExactly("i01");
    assertThat(
            read(Map.of("measure", "specialised", "years", "2022", "ages", "19 = all"), json)
                .rows())
        .extracting(Row::indicator)
        .containsExactly("i02");
    assertThatThrownBy(
            () -> read(Map.of("measure", "specialised", "years", "2007", "ages", "19 = all"), json))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("import.choice-first-year");
  }

  @Test
  void anAnswerAboutEveryCauseIsRefusedThoughItSays200() {
    var gathered =
        read(INPATIENT, data(item("VXY2", 6, 2022, 1, "5"), item("V01-Y98", 6, 2022, 1, "90 000")));
    assertThat(OwnTableTests.told(gathered))
        .isEqualTo("s.json $.data[1].diagnosId import.fault.not-asked");
  }

  @Test
  void aMissingRowIsMissingAmongPatientsAndZeroAmongDeaths() {
    var patients = read(INPATIENT, data(item("VXY2", 7, 2022, 1, "50,2")));
    assertThat(patients.rows()).hasSize(1);

    var deaths =
        read(
            SUICIDE,
            data(
                    item("2026", 1, 2018, 9, "5"),
                    item("2026", 2, 2018, 9, "8,0"),
                    item("2026", 1, 2021, 9, "10"),
                    item("2026", 2, 2021, 9, "17,0"))
                .replace("\"alderId\":19", "\"alderId\":20"));
    assertThat(deaths.faults()).isEmpty();
    var gotland =
        deaths.rows().stream()
            .filter(it -> it.region().equals("09") && it.sex().equals("total"))
            .findFirst()
            .orElseThrow();
    assertThat(gotland.period()).isEqualTo("2018/2022");
    assertThat(gotland.figures().numerator()).contains(15.0);
    assertThat(gotland.figures().value()).contains(5.0);
    var skane =
        deaths.rows().stream()
            .filter(it -> it.region().equals("12") && it.sex().equals("total"))
            .findFirst()
            .orElseThrow();
    assertThat(skane.figures().numerator()).contains(0.0);
    assertThat(OwnTableTests.told(read(SUICIDE, data()))).contains("import.fault.no-rows");
  }

  @Test
  void undeterminedIntentIsAskedForTogetherWithSelfHarm() {
    var choices = Map.of("measure", "undetermined", "years", "2022", "ages", "19 = all");
    try (var service =
        StandInRegister.of((question, number) ->
            Answer.json(
                question.path().contains("/VXY2/")
                    ? data(item("VXY2", 6, 2022, 0, "6 080"), item("VXY2", 6, 2022, 9, "30"))
                    : data(item("VXY4", 6, 2022, 0, "907"))))) {
      var source = new Socialstyrelsen(service.client(), service.settings());
      var gathered = source.read(source.fetch(choices), choices);
      assertThat(service.asked()).hasSize(2);
      assertThat(gathered.faults()).isEmpty();
      assertThat(gathered.rows()).hasSize(1);
      assertThat(gathered.rows().getFirst().indicator()).isEqualTo("i03");
      assertThat(gathered.rows().getFirst().figures().numerator()).contains(907.0);
      assertThat(gathered.rows().getFirst().figures().denominator()).contains(6987.0);
    }
  }

  @Test
  void aNumberInAnotherFormIsRefused() {
    assertThat(OwnTableTests.told(read(INPATIENT, data(item("VXY2", 7, 2022, 1, "1.234,5")))))
        .isEqualTo("s.json $.data[0].varde import.fault.number");
    assertThat(OwnTableTests.told(read(INPATIENT, data(item("VXY2", 7, 2022, 1, "..")))))
        .isEqualTo("s.json $.data[0].varde import.fault.number");
    assertThat(
            OwnTableTests.told(
                read(
                    INPATIENT,
                    data(item("VXY2", 7, 2022, 1, "5,5"), item("VXY2", 7, 2022, 1, "5,6")))))
        .isEqualTo("s.json $.data[1] import.fault.twice");
  }

  @Test
  void anEmptySliceIs404AndSaysSo() {
    try (var service = StandInRegister.of((question, number) -> Answer.status(404, Map.of()))) {
      var source = new Socialstyrelsen(service.client(), service.settings());
      assertThatThrownBy(() -> source.fetch(INPATIENT))
          .hasMessageContaining("import.fault.http-404");
    }
  }
}
