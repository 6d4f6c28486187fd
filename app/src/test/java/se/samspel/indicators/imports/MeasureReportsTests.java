package se.samspel.indicators.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasureReportsTests {

  private static final String R4 =
      """
      {"resourceType":"MeasureReport","status":"complete","type":"summary","measure":"http://x/Measure/i07|2",
       "subject":{"identifier":{"value":"12"}},"period":{"start":"2024-05-01","end":"2024-05-31"},
       "group":[{"population":[
           {"code":{"coding":[{"code":"numerator"}]},"count":30},{"code":{"coding":[{"code":"denominator"}]},"count":40}],
         "measureScore":{"value":75,"unit":"%"},
         "stratifier":[{"code":[{"text":"sex"}],"stratum":[
           {"value":{"coding":[{"code":"female"}]},"population":[{"code":{"coding":[{"code":"numerator"}]},"count":20},
             {"code":{"coding":[{"code":"denominator"}]},"count":25}]},
           {"value":{"coding":[{"code":"male"}]},"population":[{"code":{"coding":[{"code":"numerator"}]},
             "_count":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}}],
            "measureScore":{"extension":[{"valueCode":"masked"}]}}]}]}]}\
      """;

  static Gathered read(String json) {
    return new MeasureReports()
        .read(
            Extract.file("r.json", json.getBytes(StandardCharsets.UTF_8), Instant.EPOCH),
            Map.of("origin", "Region Skåne"));
  }

  @Test
  void aSummaryIsReadWithItsStrataAndWhatIsMaskedIsLeftAsItWas() {
    var gathered = read(R4);
    assertThat(gathered.faults()).isEmpty();
    assertThat(gathered.rows())
        .extracting(it ->
            "%s %s %s %s %s"
                .formatted(
                    it.indicator(),
                    it.region(),
                    it.sex(),
                    it.period(),
                    it.figures().numerator().orElseThrow()))
        .containsExactly("i07 12 total 2024-05 30.0", "i07 12 women 2024-05 20.0");
  }

  @Test
  void releaseFiveWritesSomeFieldsOtherwise() {
    var five =
        R4.replace("\"measureScore\":{\"value\"", "\"measureScoreQuantity\":{\"value\"")
            .replace("\"code\":[{\"text\":\"sex\"}]", "\"code\":{\"text\":\"sex\"}")
            .replace("{\"value\":{\"coding\"", "{\"valueCodeableConcept\":{\"coding\"")
            .replace("2024-05-31", "2025-04-30")
            .replace("2024-05-01", "2024-05-01");
    assertThat(OwnTableTests.told(read(five))).isEqualTo("r.json $.period import.fault.period");
    var year = five.replace("2024-05-01", "2024-01-01").replace("2025-04-30", "2024-12-31");
    assertThat(read(year).faults()).isEmpty();
    assertThat(read(year).rows()).extracting(Row::period).containsOnly("2024");
    assertThat(read("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + year + "}]}").rows())
        .hasSize(2);
  }

  @Test
  void reportsOfSinglePatientsAreRefused() {
    assertThat(OwnTableTests.told(read(R4.replace("\"summary\"", "\"individual\""))))
        .isEqualTo("r.json $.type import.fault.fhir-type");
    assertThat(OwnTableTests.told(read(R4.replace("\"complete\"", "\"error\""))))
        .isEqualTo("r.json $.status import.fault.fhir-status");
    assertThat(OwnTableTests.told(read("{\"resourceType\":\"Patient\"}")))
        .isEqualTo("r.json $.resourceType import.fault.fhir-resource");
    assertThat(OwnTableTests.told(read(R4.replace("\"value\":\"12\"", "\"value\":\"Skåne\""))))
        .isEqualTo("r.json $.subject import.fault.fhir-region");
    assertThat(OwnTableTests.told(read(R4.replace("\"count\":30", "\"count\":\"30\""))))
        .isEqualTo("r.json $.group[0].population[0].count import.fault.type");
  }
}
