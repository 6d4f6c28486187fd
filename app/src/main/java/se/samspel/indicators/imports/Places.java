package se.samspel.indicators.imports;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How sources write regions, sexes, ages and times, put in the product's own words. */
final class Places {

  /** The codes of the 21 regions, as the services are asked for them. */
  static final List<String> REGIONS =
      List.of(
          "01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14", "17", "18", "19",
          "20", "21", "22", "23", "24", "25");

  private static final java.util.Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("riket", "SE"),
          Map.entry("sverige", "SE"),
          Map.entry("stockholm", "01"),
          Map.entry("uppsala", "03"),
          Map.entry("sormland", "04"),
          Map.entry("sodermanland", "04"),
          Map.entry("ostergotland", "05"),
          Map.entry("jonkoping", "06"),
          Map.entry("kronoberg", "07"),
          Map.entry("kalmar", "08"),
          Map.entry("gotland", "09"),
          Map.entry("blekinge", "10"),
          Map.entry("skane", "12"),
          Map.entry("halland", "13"),
          Map.entry("vastra_gotaland", "14"),
          Map.entry("varmland", "17"),
          Map.entry("orebro", "18"),
          Map.entry("vastmanland", "19"),
          Map.entry("dalarna", "20"),
          Map.entry("gavleborg", "21"),
          Map.entry("vasternorrland", "22"),
          Map.entry("jamtland_harjedalen", "23"),
          Map.entry("jamtland", "23"),
          Map.entry("vasterbotten", "24"),
          Map.entry("norrbotten", "25"));

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
    var text =
        word.strip()
            .toLowerCase(Locale.ROOT)
            .replace("–", "-")
            .replaceAll(" ?(år )?och äldre$", "+")
            .replaceAll(" ?år$", "");
    if (text.matches(
        "all|alla|tot|totalt|total|totalt ålder|samtliga( åldrar)?|alla åldrar|0-85\\+")) {
      return Optional.of("all");
    }
    text = text.replace(" ", "");
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
