package se.samspel.indicators.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.samspel.core.Refused;

class PxWebTests {

  private static final String TABLE =
      """
      {"version":"2.0","class":"dataset","label":"Folkmängd","source":"SCB",
       "id":["Region","Kon","ContentsCode","Tid"],"size":[2,2,2,1],
       "role":{"time":["Tid"],"geo":["Region"],"metric":["ContentsCode"]},
       "dimension":{
         "Region":{"category":{"index":{"00":0,"09":1},"label":{"00":"Riket","09":"Gotlands län"}}},
         "Kon":{"category":{"index":{"1":0,"2":1},"label":{"1":"män","2":"kvinnor"}}},
         "ContentsCode":{"category":{"index":["BE1","BE2"],"label":{"BE1":"Fall","BE2":"Folkmängd"}}},
         "Tid":{"category":{"index":{"2023":0},"label":{"2023":"2023"}}}},
       "value":[10,1000,20,1001,null,30000,2,31029]}\
      """;

  private static Map<String, String> choices(String... more) {
    var choices = new LinkedHashMap<String, String>();
    choices.put("table", "START/BE/BefolkningNy");
    choices.put("query", "{\"query\":[]}");
    choices.put("indicator", "I20");
    choices.put("numerator", "BE1");
    choices.put("denominator", "BE2");
    for (int i = 0; i < more.length; i += 2) {
      choices.put(more[i], more[i + 1]);
    }
    return choices;
  }

  private static Gathered read(String json, Map<String, String> choices) {
    return new PxWebOne(
            new Client(java.time.Clock.systemUTC(), it -> {}),
            new SourceSettings("http://x", "http://x", "http://x", "http://x", "http://x"))
        .read(
            Extract.file("t.json", json.getBytes(StandardCharsets.UTF_8), Instant.EPOCH), choices);
  }

  @Test
  void bothVersionsAreAskedInTheirOwnWayAndReadInTheSame() {
    try (var service = StandInRegister.saying(TABLE)) {
      var one = new PxWebOne(service.client(), service.settings());
      var two = new PxWebTwo(service.client(), service.settings());
      var extract = one.fetch(choices());
      two.fetch(choices("table", "TAB638"));
      assertThat(service.asked().get(0).method()).isEqualTo("POST");
      assertThat(service.asked().get(0).path()).isEqualTo("/START/BE/BefolkningNy");
      assertThat(service.asked().get(0).body()).isEqualTo("{\"query\":[]}");
      assertThat(service.asked().get(1).path())
          .isEqualTo("/tables/TAB638/data?outputFormat=json-stat2");
      var gathered = one.read(extract, choices());
      assertThat(gathered.faults()).isEmpty();
      assertThat(gathered.rows())
          .extracting(it ->
              "%s %s %s %s %s/%s"
                  .formatted(
                      it.indicator(),
                      it.region(),
                      it.sex(),
                      it.period(),
                      it.figures().numerator().map(Object::toString).orElse("-"),
                      it.figures().denominator().map(Object::toString).orElse("-")))
          .containsExactly(
              "i20 SE men 2023 10.0/1000.0",
              "i20 SE women 2023 20.0/1001.0",
              "i20 09 men 2023 -/30000.0",
              "i20 09 women 2023 2.0/31029.0");
    }
  }

  @Test
  void sparseValuesAndOtherSexCodesAreReadByTheirWords() {
    var json =
        TABLE
            .replace(
                "[10,1000,20,1001,null,30000,2,31029]", "{\"0\":10,\"1\":1000,\"2\":20,\"3\":1001}")
            .replace("{\"1\":0,\"2\":1}", "{\"01\":0,\"02\":1}")
            .replace("{\"1\":\"män\",\"2\":\"kvinnor\"}", "{\"01\":\"Män\",\"02\":\"Kvinnor\"}");
    var gathered = read(json, choices());
    assertThat(gathered.faults()).isEmpty();
    assertThat(gathered.rows())
        .extracting(Row::sex)
        .containsExactly("men", "women", "men", "women");
    assertThat(gathered.rows().get(2).figures().none()).isTrue();
  }

  @Test
  void aTableThatCantBeReadIsToldWithItsPath() {
    assertThat(OwnTableTests.told(read(TABLE.replace(",31029]", "]"), choices())))
        .isEqualTo("t.json $.value import.fault.value-size");
    assertThat(OwnTableTests.told(read(TABLE.replace("\"09\":1", "\"0980\":1"), choices())))
        .isEqualTo("t.json $.dimension.Region.0980 import.fault.region");
    assertThat(OwnTableTests.told(read(TABLE.replace("31029", "\"31 029\""), choices())))
        .isEqualTo("t.json $.value[7] import.fault.type");
    assertThat(OwnTableTests.told(read(TABLE.replace("[2,2,2,1]", "[2,2,2,3]"), choices())))
        .contains("import.fault.dimension-size");
    assertThat(OwnTableTests.told(read(TABLE.replace("[2,2,2,1]", "[2,2,2,60000]"), choices())))
        .contains("import.fault.cells-most");
    assertThat(OwnTableTests.told(read(TABLE.replace("Kon", "Civilstand"), choices())))
        .isEqualTo("t.json $.dimension.Civilstand import.fault.dimension-open");
    assertThat(OwnTableTests.told(read(TABLE, choices("numerator", "XX", "denominator", "YY"))))
        .isEqualTo("t.json $ import.fault.no-contents");
    assertThat(OwnTableTests.told(read("[]", choices())))
        .isEqualTo("t.json $ import.fault.not-json-stat");
    assertThat(OwnTableTests.told(read(TABLE.substring(0, 300), choices())))
        .contains("import.fault.broken-json");
  }

  @Test
  void aTableOutsideTheServiceCantBeAskedFor() {
    try (var service = StandInRegister.saying(TABLE)) {
      var one = new PxWebOne(service.client(), service.settings());
      for (var table : new String[] {"../../admin", "//other", "a?b", "http://other/x"}) {
        assertThatThrownBy(() -> one.fetch(choices("table", table)))
            .as(table)
            .isInstanceOf(Refused.class)
            .hasMessageContaining("import.choice-table");
      }
      assertThatThrownBy(() -> one.fetch(choices("query", "välj allt")))
          .hasMessageContaining("import.choice-query");
      assertThat(service.asked()).isEmpty();
    }
  }
}
