package se.samspel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every sentence exists in both languages, once, and every key that the code names has one. */
class MessagesTests {

  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Path SOURCES = Path.of("src/main/java/se/samspel");
  private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");

  @Test
  void swedishAndEnglishHaveTheSameKeysAndArguments() throws IOException {
    for (var swedish : files("_sv.properties")) {
      var sv = read(swedish);
      var en = read(MESSAGES.resolve(swedish.getFileName().toString().replace("_sv.", "_en.")));
      assertThat(en.keySet()).as("keys of " + swedish).isEqualTo(sv.keySet());
      sv.forEach((key, text) ->
          assertThat(arguments(en.getOrDefault(key, ""))).as(key).isEqualTo(arguments(text)));
    }
  }

  @Test
  void aKeyStandsInOneFileAlone() throws IOException {
    var where = new HashMap<String, Path>();
    for (var file : files("_sv.properties")) {
      for (var key : read(file).keySet()) {
        assertThat(where.put(key, file)).as(key + " in " + file).isNull();
      }
    }
  }

  @Test
  void aKeyStandsOnceInItsFile() throws IOException {
    for (var file : files(".properties")) {
      var keys =
          Files.readAllLines(file).stream()
              .filter(line -> line.contains("=") && !line.startsWith("#"))
              .map(line -> line.substring(0, line.indexOf('=')).strip())
              .toList();
      assertThat(keys).as(file.toString()).doesNotHaveDuplicates();
    }
  }

  @Test
  void everyKeyThatATemplateOrTheCodeNamesHasASentence() throws IOException {
    var known = new TreeSet<String>();
    for (var file : files("_sv.properties")) {
      known.addAll(read(file).keySet());
    }
    var used =
        Pattern.compile(
            "\\b(?:t|frame|FieldFault|fault|MessageKey)\\(\\s*(?:[a-zA-Z]+, )?\"([a-z0-9]+(?:[.-][a-z0-9-]+)+)\"\\s*[,)]");
    var missing = new ArrayList<String>();
    try (Stream<Path> walk = Files.walk(SOURCES)) {
      for (var file : walk.filter(it -> it.toString().matches(".*\\.(jte|java)")).toList()) {
        var found = used.matcher(Files.readString(file));
        while (found.find()) {
          if (!known.contains(found.group(1))) {
            missing.add(file + ": " + found.group(1));
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void noSwedishSentenceStandsInATemplate() throws IOException {
    try (Stream<Path> walk = Files.walk(SOURCES)) {
      for (var file : walk.filter(it -> it.toString().endsWith(".jte")).toList()) {
        assertThat(Files.readString(file).replaceAll("<!--.*?-->", ""))
            .as(file.toString())
            .doesNotContainPattern("[åäöÅÄÖ]");
      }
    }
  }

  private static Set<String> arguments(String text) {
    return ARGUMENT.matcher(text).results().map(it -> it.group()).collect(Collectors.toSet());
  }

  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.list(MESSAGES)) {
      return files.filter(it -> it.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static Map<String, String> read(Path file) throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    var all = new HashMap<String, String>();
    properties.stringPropertyNames().forEach(key -> all.put(key, properties.getProperty(key)));
    return all;
  }
}
