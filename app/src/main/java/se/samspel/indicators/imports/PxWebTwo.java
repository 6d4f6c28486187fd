package se.samspel.indicators.imports;

import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * PxWeb's second API: the selection is sent to {@code /tables/{id}/data}. Not verified against the
 * live service.
 */
@Component
@Order(31)
class PxWebTwo extends PxWeb {

  private final Client client;
  private final SourceSettings settings;

  PxWebTwo(Client client, SourceSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  @Override
  public String id() {
    return "scb-v2";
  }

  @Override
  String standardTable() {
    return "";
  }

  @Override
  String standardQuery() {
    return """
    {"selection":[
      {"variableCode":"Region","valueCodes":["01","03"]},
      {"variableCode":"ContentsCode","valueCodes":["BE0101N1"]},
      {"variableCode":"Tid","valueCodes":["2023"]}]}\
    """;
  }

  @Override
  Extract ask(String path, String query) {
    var conversation = client.with(settings.scbV2());
    conversation.post("/tables/" + path + "/data?outputFormat=json-stat2", query, Map.of());
    return conversation.extract();
  }
}
