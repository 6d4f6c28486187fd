package se.samspel.site;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the source says about its types, methods and record components, in plain text. */
final class Javadocs {

  private static final Pattern PARAMETER = Pattern.compile("@param\\s+(\\w+)\\s+([^@]*)");

  private final Map<String, String> texts = new HashMap<>();

  private Javadocs() {}

  /** Reads every source file below the folder. */
  static Javadocs of(Path sources) throws IOException {
    var read = new Javadocs();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null);
        Stream<Path> files = Files.walk(sources)) {
      var units =
          manager.getJavaFileObjectsFromPaths(
              files.filter(it -> it.toString().endsWith(".java")).toList());
      var task = (JavacTask) compiler.getTask(null, manager, null, List.of(), null, units);
      var docs = DocTrees.instance(task);
      for (var unit : task.parse()) {
        new TreePathScanner<@Nullable Void, String>() {
          @Override
          public @Nullable Void visitClass(ClassTree type, String within) {
            var name =
                within.isEmpty()
                    ? type.getSimpleName().toString()
                    : within + "." + type.getSimpleName();
            keep(name);
            return super.visitClass(type, name);
          }

          @Override
          public @Nullable Void visitMethod(MethodTree method, String within) {
            keep(within + "#" + method.getName());
            return super.visitMethod(method, within);
          }

          private void keep(String name) {
            var text = docs.getDocComment(getCurrentPath());
            if (text != null) {
              read.texts.put(unit.getPackageName() + "." + name, text);
            }
          }
        }.scan(unit, "");
      }
    }
    return read;
  }

  /** The description of a type or of {@code Type#method}, without its tags. */
  Optional<String> of(String name) {
    return Optional.ofNullable(texts.get(name)).map(text -> plain(text.split("(?m)^\\s*@", 2)[0]));
  }

  /** The descriptions of a record's components, by name. */
  Map<String, String> components(String type) {
    var all = new HashMap<String, String>();
    var found = PARAMETER.matcher(texts.getOrDefault(type, ""));
    while (found.find()) {
      all.put(found.group(1), plain(found.group(2)));
    }
    return all;
  }

  private static String plain(String text) {
    return text.replaceAll("\\{@(?:code|link|linkplain)\\s+([^}]*)}", "$1")
        .replaceAll("<[^>]+>", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
