package se.samspel.indicators.imports;

import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * PxWeb's first API, as SCB runs it: the question is sent to the table's own address. Not verified
 * against the live service.
 */
@Component
@Order(30)
class PxWebOne extends PxWeb {

  private final Client client;
  private final SourceSettings settings;

  PxWebOne(Client client, SourceSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  @Override
  public String id() {
    return "scb";
  }

  @Override
  String standardTable() {
    return "START/BE/BE0101/BE0101A/BefolkningNy";
  }

  @Override
  String standardQuery() {
    return """
    {"query":[
      {"code":"Region","selection":{"filter":"vs:RegionLän07","values":["01","03"]}},
      {"code":"ContentsCode","selection":{"filter":"item","values":["BE0101N1"]}},
      {"code":"Tid","selection":{"filter":"item","values":["2023"]}}],
     "response":{"format":"json-stat2"}}\
    """;
  }

  @Override
  Extract ask(String path, String query) {
    var conversation = client.with(settings.scb());
    conversation.post("/" + path, query, Map.of());
    return conversation.extract();
  }
}
