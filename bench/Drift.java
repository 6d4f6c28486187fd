import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Thermometers of the code, none of them a target: prints what they show now and what moved since the last line of
 * {@code docs/drift.jsonl}; {@code --save} appends today's line.
 */
class Drift {

  private static final Pattern IMPORT = Pattern.compile("import (?:static )?se\\.samspel\\.([a-z]+)\\.");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(public )?(?:abstract |final |sealed |non-sealed )*(?:class|record|interface|enum|@interface) ");
  private static final Pattern SUFFIX = Pattern.compile("(Service|Manager|Helper|Util|Utils|Impl|Dto|Entity|Processor)\\.java$");

  public static void main(String[] args) throws IOException {
    var home = Path.of(args[0]);
    var main = home.resolve("app/src/main/java/se/samspel");
    var sizes = new ArrayList<Map.Entry<String, Long>>();
    var edges = new TreeMap<String, Set<String>>();
    long types = 0, publics = 0, nullables = 0, todos = 0, suffixes = 0, lines = 0;
    for (var file : files(main, ".java")) {
      var text = Files.readString(file);
      var count = text.lines().count();
      lines += count;
      sizes.add(Map.entry(home.relativize(file).toString(), count));
      var module = main.relativize(file).getName(0).toString();
      var imports = IMPORT.matcher(text);
      while (imports.find()) {
        if (!imports.group(1).equals(module)) {
          edges.computeIfAbsent(module, it -> new TreeSet<>()).add(imports.group(1));
        }
      }
      var declared = TYPE.matcher(text);
      if (declared.find()) {
        types++;
        publics += declared.group(1) == null ? 0 : 1;
      }
      nullables += text.split("@Nullable", -1).length - 1;
      todos += text.split("TODO|FIXME|XXX", -1).length - 1;
      suffixes += SUFFIX.matcher(file.toString()).find() ? 1 : 0;
    }
    long testLines = 0;
    for (var root : List.of("app/src/test", "e2e/src/test", "libs/statistics/src/test", "libs/xapi/src/test")) {
      for (var file : files(home.resolve(root), ".java")) {
        testLines += Files.readString(file).lines().count();
      }
    }
    sizes.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    var p95 = sizes.get(sizes.size() / 20).getValue();
    var values = new TreeMap<String, Number>();
    values.put("modules", edges.size());
    values.put("edgesPerModule", Math.round(10.0 * edges.values().stream().mapToInt(Set::size).sum() / Math.max(1, edges.size())) / 10.0);
    values.put("types", types);
    values.put("publicSharePercent", types == 0 ? 0 : 100 * publics / types);
    values.put("lines", lines);
    values.put("fileLinesP95", p95);
    values.put("testLinesPerLine", Math.round(100.0 * testLines / Math.max(1, lines)) / 100.0);
    values.put("templates", files(main, ".jte").size());
    values.put("nullables", nullables);
    values.put("todos", todos);
    values.put("bannedSuffixes", suffixes);
    values.put("cssBytes", Files.size(home.resolve("app/src/main/resources/static/css/samspel.css")));
    values.put("scriptBytes", Files.size(home.resolve("app/src/main/resources/static/js/samspel.js")));

    var log = home.resolve("docs/drift.jsonl");
    var before = Files.exists(log) ? Files.readAllLines(log) : List.<String>of();
    System.out.printf("%-22s %12s %12s%n", "signal", "now", "last");
    values.forEach((name, value) ->
        System.out.printf(Locale.ROOT, "%-22s %12s %12s%n", name, value, before.isEmpty() ? "" : last(before.getLast(), name)));
    System.out.println("\nlongest files");
    sizes.stream().limit(10).forEach(it -> System.out.printf("%6d  %s%n", it.getValue(), it.getKey()));
    System.out.println("\nmodules by what they use");
    edges.entrySet().stream()
        .sorted(Comparator.comparingInt(it -> -it.getValue().size()))
        .forEach(it -> System.out.printf("%6d  %s: %s%n", it.getValue().size(), it.getKey(), String.join(", ", it.getValue())));
    if (List.of(args).contains("--save")) {
      var line = new StringBuilder("{\"day\":\"" + java.time.LocalDate.now() + '"');
      values.forEach((name, value) -> line.append(",\"").append(name).append("\":").append(value));
      Files.writeString(log, line + "}\n", java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
    }
  }

  private static String last(String line, String name) {
    var found = Pattern.compile("\"" + name + "\":([-0-9.]+)").matcher(line);
    return found.find() ? found.group(1) : "";
  }

  private static List<Path> files(Path root, String ending) throws IOException {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(it -> it.toString().endsWith(ending)).toList();
    }
  }
}
