package se.samspel.sample;

import java.util.List;
import java.util.Map;

/** Units, contacts and the groupings that regions worked in. */
final class SampleActors {

  private static final List<String> UNIT_TYPES =
      List.of(
          "vuxenpsykiatri",
          "bup",
          "akutmottagning",
          "primarvard",
          "elevhalsa",
          "ungdomsmottagning",
          "socialtjanst",
          "primarvard",
          "vuxenpsykiatri",
          "bup",
          "akutmottagning",
          "polis");

  private static final Map<String, String> UNIT_NAMES =
      Map.of(
          "vuxenpsykiatri", "Vuxenpsykiatrisk mottagning",
          "bup", "Barn- och ungdomspsykiatrisk mottagning",
          "akutmottagning", "Akutmottagning",
          "primarvard", "Vårdcentral",
          "elevhalsa", "Elevhälsoteam",
          "ungdomsmottagning", "Ungdomsmottagning",
          "socialtjanst", "Socialtjänstens ungdomsenhet",
          "polis", "Lokalpolisområde");

  private static final List<String> NORTH =
      List.of("20", "21", "22", "23", "24", "25", "03", "19", "01", "09");
  private static final List<String> WEST = List.of("13", "14", "17", "18", "04");

  private SampleActors() {}

  static void add(Rows rows, Country country) {
    for (var region : country.regions()) {
      var count = Math.clamp(6 + region.population() / 250_000, 6, UNIT_TYPES.size());
      for (int i = 0; i < count; i++) {
        var type = UNIT_TYPES.get(i);
        var number = 1 + (int) UNIT_TYPES.subList(0, i).stream().filter(type::equals).count();
        rows.add(
            "units.csv",
            "id",
            unit(region.code(), type, number),
            "region",
            region.code(),
            "actor_type",
            "type-" + type,
            "name_sv",
            UNIT_NAMES.get(type) + " " + number + ", " + region.name(),
            "staff",
            Chance.of("staff", region.code(), i).percent(85)
                ? Chance.of("staff", region.code(), type, number).between(12, 90)
                : null,
            "valid_from",
            "2014-01-01");
      }
      rows.add(
          "contacts.csv",
          "id",
          "samordnare-" + region.code(),
          "region",
          region.code(),
          "function_sv",
          "Regional samordning, självskadevård",
          "address",
          "sjalvskada-" + region.code() + "@example.org",
          "valid_from",
          "2016-01-01");
    }
    groupings(rows, country);
  }

  /** Three nodes until 2018, in which one region changed node; six resource centres after. */
  private static void groupings(Rows rows, Country country) {
    rows.add(
        "hierarchies.csv",
        "key",
        "node",
        "name_sv",
        "Kunskapsnod",
        "name_en",
        "Knowledge node",
        "form",
        "partition");
    rows.add(
        "hierarchies.csv",
        "key",
        "resurscentrum",
        "name_sv",
        "Resurscentrum",
        "name_en",
        "Resource centre",
        "form",
        "partition");
    for (var region : country.regions()) {
      var code = region.code();
      if (code.equals("04")) {
        member(rows, "node", "Västra noden", code, "2011-10-01", "2014-12-31");
        member(rows, "node", "Norra noden", code, "2015-01-01", "2018-12-31");
      } else {
        var node =
            NORTH.contains(code)
                ? "Norra noden"
                : WEST.contains(code) ? "Västra noden" : "Södra noden";
        member(rows, "node", node, code, "2011-10-01", "2018-12-31");
      }
      member(rows, "resurscentrum", centre(code), code, "2019-01-01", "");
    }
  }

  static String centre(String region) {
    return switch (region) {
      case "22", "23", "24", "25" -> "Resurscentrum norr";
      case "03", "04", "17", "18", "19", "20", "21" -> "Resurscentrum mitt";
      case "01", "09" -> "Resurscentrum öst";
      case "05", "06", "08" -> "Resurscentrum sydöst";
      case "14", "13" -> "Resurscentrum väst";
      default -> "Resurscentrum syd";
    };
  }

  private static void member(
      Rows rows, String hierarchy, String group, String region, String from, String to) {
    rows.add(
        "hierarchy-members.csv",
        "hierarchy",
        hierarchy,
        "group",
        group,
        "member_kind",
        "region",
        "member",
        region,
        "valid_from",
        from,
        "valid_to",
        to);
  }

  static String unit(String region, String type, int number) {
    return "enhet-" + region + "-" + type + "-" + number;
  }

  /** Units of the kinds given in the region, by id. */
  static List<Map<String, String>> units(Rows rows, String region, List<String> types) {
    return rows.of("units.csv").stream()
        .filter(it -> region.equals(it.get("region")))
        .filter(it -> types.contains(String.valueOf(it.get("actor_type")).substring(5)))
        .toList();
  }
}
