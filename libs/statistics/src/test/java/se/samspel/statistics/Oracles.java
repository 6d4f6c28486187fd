package se.samspel.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The oracle files, a copy of which lies with the tests so that the build needs nothing else. */
@NullUnmarked // reads JSON, where anything may be absent and a wrong guess fails the test
final class Oracles {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One case of a file. */
  record Case(
      String id,
      String operation,
      Map<String, Object> input,
      Map<String, Object> expect,
      Map<String, Object> tolerance) {}

  private Oracles() {}

  static List<Map<String, Object>> files() throws IOException {
    var out = new ArrayList<Map<String, Object>>();
    try (var paths = Files.list(Path.of("src/test/resources/oracles"))) {
      for (var path : paths.sorted().toList()) {
        if (path.toString().endsWith(".json") && !path.toString().endsWith("schema.json")) {
          out.add(parse(Files.readString(path)));
        }
      }
    }
    return out;
  }

  static Map<String, Object> parse(String json) {
    return JSON.readValue(json, new TypeReference<>() {});
  }

  @SuppressWarnings("unchecked")
  static List<Case> cases(Map<String, Object> file) {
    var out = new ArrayList<Case>();
    for (var c : (List<Map<String, Object>>) file.get("cases")) {
      out.add(
          new Case(
              (String) c.get("id"),
              (String) c.get("operation"),
              (Map<String, Object>) c.get("input"),
              (Map<String, Object>) c.get("expect"),
              (Map<String, Object>) c.getOrDefault("tolerance", Map.of())));
    }
    return out;
  }
}
