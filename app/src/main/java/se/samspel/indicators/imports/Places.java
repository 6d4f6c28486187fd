package se.samspel.indicators.imports;

import java.util.Locale;
import java.util.Optional;

/** How sources write regions, sexes, ages and times, put in the product's own words. */
final class Places {

  /** The codes of the 21 regions, as the services are asked for them. */
  static final java.util.List<String> REGIONS =
      java.util.List.of(
          "01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14", "17", "18", "19",
          "20", "21", "22", "23", "24", "25");

  private static final java.util.Map<String, String> NAMES =
      java.util.Map.ofEntries(
          java.util.Map.entry("riket", "SE"),
          java.util.Map.entry("sverige", "SE"),
          java.util.Map.entry("stockholm", "01"),
          java.util.Map.entry("uppsala", "03"),
          java.util.Map.entry("sormland", "04"),
          java.util.Map.entry("ostergotland", "05"),
          java.util.Map.entry("jonkoping", "06"),
          java.util.Map.entry("kronoberg", "07"),
          java.util.Map.entry("kalmar", "08"),
          java.util.Map.entry("gotland", "09"),
          java.util.Map.entry("blekinge", "10"),
          java.util.Map.entry("skane", "12"),
          java.util.Map.entry("halland", "13"),
          java.util.Map.entry("vastra_gotaland", "14"),
          java.util.Map.entry("varmland", "17"),
          java.util.Map.entry("orebro", "18"),
          java.util.Map.entry("vastmanland", "19"),
          java.util.Map.entry("dalarna", "20"),
          java.util.Map.entry("gavleborg", "21"),
          java.util.Map.entry("vasternorrland", "22"),
          java.util.Map.entry("jamtland_harjedalen", "23"),
          java.util.Map.entry("vasterbotten", "24"),
          java.util.Map.entry("norrbotten", "25"));

  private Places() {}

  /** A code, or a region's name with or without "Region" and "län"; empty when it is neither. */
  static Optional<String> regionNamed(String word) {
    var plain =
        Tables.plain(word)
            .replaceAll("^region_|_lan$|_lans$", "")
            .replaceAll("^vastra_gotalandsregionen$", "vastra_gotaland")
            .replaceAll("s$", "");
    return region(word.strip())
        .or(() -> Optional.ofNullable(NAMES.get(plain)))
        .or(() -> Optional.ofNullable(NAMES.get(Tables.plain(word))));
  }

  /** A county code of one or two digits, 0 and 00 being the country; empty when it is none. */
  static Optional<String> region(String code) {
    if (!code.matches("\\d{1,2}|SE")) {
      return Optional.empty();
    }
    if (code.equals("SE") || code.matches("0{1,2}")) {
      return Optional.of("SE");
    }
    return Optional.of(code.length() == 1 ? "0" + code : code);
  }

  /** By what the word says, in Swedish or English; empty when it says none. */
  static Optional<String> sex(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "män", "man", "men", "male", "pojkar", "m" -> Optional.of("men");
      case "kvinnor", "kvinna", "women", "female", "flickor", "k" -> Optional.of("women");
      case "totalt", "total", "alla", "båda könen", "samtliga", "män och kvinnor", "t" ->
          Optional.of("total");
      default -> Optional.empty();
    };
  }

  /** {@code 15-19 år}, {@code 85+}, {@code totalt}; empty when it is none of these. */
  static Optional<String> age(String word) {
    var text = word.strip().toLowerCase(Locale.ROOT).replace("–", "-").replaceAll(" ?år$", "");
    if (text.matches(
        "all|alla|tot|totalt|total|totalt ålder|samtliga( åldrar)?|alla åldrar|0-85\\+")) {
      return Optional.of("all");
    }
    text = text.replaceAll(" ?(och äldre|\\+)$", "+").replace(" ", "");
    return text.matches("\\d{1,3}\\+|\\d{1,3}-\\d{1,3}") ? Optional.of(text) : Optional.empty();
  }

  /** {@code 2023}, {@code 2023M05}, {@code 2023K1}, {@code 2018-2022}; empty for other forms. */
  static Optional<String> time(String word) {
    var text = word.strip();
    if (text.matches("\\d{4}")) {
      return Optional.of(text);
    }
    if (text.matches("\\d{4}M(0[1-9]|1[0-2])")) {
      return Optional.of(text.replace('M', '-'));
    }
    if (text.matches("\\d{4}[KQ][1-4]")) {
      return Optional.of(text.substring(0, 4) + "-Q" + text.charAt(5));
    }
    if (text.matches("\\d{4}H[12]")) {
      return Optional.of(text.substring(0, 4) + "-H" + text.charAt(5));
    }
    if (text.matches("\\d{4}[-/–]\\d{4}")) {
      return Optional.of(text.substring(0, 4) + "/" + text.substring(5));
    }
    return Optional.empty();
  }
}
