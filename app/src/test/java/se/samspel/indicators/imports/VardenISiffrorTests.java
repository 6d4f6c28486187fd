package se.samspel.indicators.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VardenISiffrorTests {

  private static final String MEASURE = "6f1c8e1a-0000-4000-8000-00000000abcd";
  private static final Map<String, String> CHOICES =
      Map.of("measures", MEASURE + " = i22", "grain", "half-year", "years", "2023");
  private static final String ANSWER =
      """
      [{"organizationId":"12","measureId":"%s","measurements":[
        {"value":50,"numerator":20,"denominator":40,"confidenceInterval":{"low":35.2,"high":64.8},
         "period":{"start":"2023-07-01T00:00:00","end":"2023-12-31T00:00:00"},"periodType":"HalfYear","type":"Value"},
        {"value":null,"period":{"start":"2023-01-01T00:00:00"},"periodType":"HalfYear"}]},
       {"organizationId":"SE","measureId":"%s","measurements":[]}]\
      """
          .formatted(MEASURE, MEASURE);

  @Test
  void theServiceIsAskedWithTheKindOfPeriodAndAnEmptyTicket() {
    try (var service = StandInRegister.saying(ANSWER)) {
      var source = new VardenISiffror(service.client(), service.settings());
      var gathered = source.read(source.fetch(CHOICES), CHOICES);
      assertThat(gathered.faults()).isEmpty();
      assertThat(service.asked().getFirst().path())
          .isEqualTo("/api/measurements/measurementswithmetadata");
      assertThat(service.asked().getFirst().body())
          .contains("\"periodType\":\"HalfYear\"", "\"" + MEASURE + "\"", "\"SE\"", "\"01\"");
      assertThat(gathered.rows()).extracting(Row::period).containsExactly("2023-H2", "2023-H1");
      var first = gathered.rows().getFirst().figures();
      assertThat(first.numerator()).contains(20.0);
      assertThat(first.value()).contains(50.0);
      assertThat(gathered.rows().get(1).figures().none()).isTrue();
    }
  }

  @Test
  void changedTypesAndWrongAnswersAreToldWithTheirPath() {
    assertThat(told(ANSWER.replace("\"value\":50", "\"value\":\"50 %\"")))
        .isEqualTo("$[0].measurements[0].value import.fault.type");
    assertThat(told(ANSWER.replace("2023-07-01", "2023-06-01")))
        .isEqualTo("$[0].measurements[0].period.start import.fault.period");
    assertThat(told(ANSWER.replace("\"12\"", "\"SE110000\"")))
        .isEqualTo("$[0].organizationId import.fault.region");
    assertThat(told(ANSWER.replace("\"HalfYear\",\"type\"", "\"Year\",\"type\"")))
        .isEqualTo("$[0].measurements[0].periodType import.fault.not-asked");
    assertThat(told("{\"message\":\"error\"}")).isEqualTo("$ import.fault.type");
  }

  private static String told(String answer) {
    try (var service = StandInRegister.saying(answer)) {
      var source = new VardenISiffror(service.client(), service.settings());
      return OwnTableTests.told(source.read(source.fetch(CHOICES), CHOICES))
          .replaceAll("http://[^ ]* ", "");
    }
  }
}
