package se.samspel.packs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import se.samspel.core.PackFile;
import se.samspel.testing.TestApp;
import se.samspel.ui.Messages;

/** What the documentation says about packs, and that what it says holds. */
class PackFormatTests {

  private static final Path PAGE = Path.of("../docs/operate/programme-pack.md");
  private static final String BEGIN = "<!-- begin: written by PackFormatTests; do not edit -->\n";
  private static final String END = "<!-- end -->\n";

  private final Packs packs = TestApp.plain().bean(Packs.class);

  /** When it fails: run it with {@code -Dupdate.golden=yes} and commit the page. */
  @Test
  void thePageListsEveryTableAndColumnAsTheyAreDeclared() throws IOException {
    var meanings = meanings();
    var tables = new StringBuilder();
    var unexplained = new TreeSet<String>();
    for (var file : packs.files()) {
      tables.append("\n### ").append(file.name()).append("\n\nOne row is ");
      tables.append(meaning(meanings, file.name(), file.name(), unexplained)).append(".\n\n");
      tables.append("| column | must be filled | meaning |\n| --- | --- | --- |\n");
      for (var column : file.columns()) {
        tables.append("| `").append(column).append("` | ").append(needed(file, column));
        tables
            .append(" | ")
            .append(meaning(meanings, file.name() + "/" + column, column, unexplained));
        tables.append(" |\n");
      }
    }
    assertThat(unexplained).as("columns without a meaning in pack-columns.properties").isEmpty();
    var page = Files.readString(PAGE);
    var fresh =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + tables
            + "\n"
            + page.substring(page.indexOf(END));
    if ("yes".equals(System.getProperty("update.golden"))) {
      Files.writeString(PAGE, fresh);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(fresh);
  }

  @Test
  void theExampleLoadsAndLoadsAgainWithoutAChange() {
    var app = TestApp.start("run", java.util.Map.of());
    try {
      var own = app.bean(Packs.class);
      assertThat(own.load("exempel-suicidprevention").orElseThrow())
          .isInstanceOf(Loading.Changed.class);
      assertThat(own.load("exempel-suicidprevention").orElseThrow())
          .isInstanceOf(Loading.Unchanged.class);
    } finally {
      app.close();
    }
  }

  @Test
  void theCommandSaysHowItWentInTheLanguageAskedFor() {
    var command = new PackCommands(packs);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code =
        command.seed(List.of("finns-inte"), Messages.SWEDISH, new PrintStream(out), stream(err));
    assertThat(code).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("finns-inte finns inte");
    assertThat(command.seed(List.of(), Locale.ENGLISH, stream(out), stream(err))).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Which programme pack");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(PackCommands.language("en_GB.UTF-8")).isEqualTo(Locale.ENGLISH);
    assertThat(PackCommands.language("C.UTF-8")).isEqualTo(Messages.SWEDISH);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String needed(PackFile file, String column) {
    var required = file.required().contains(column) ? "yes" : "";
    return file.key().contains(column) ? (required.isEmpty() ? "key" : "yes, key") : required;
  }

  private static String meaning(
      Properties meanings, String special, String general, TreeSet<String> unexplained) {
    var found = meanings.getProperty(special, meanings.getProperty(general, ""));
    if (found.isEmpty()) {
      unexplained.add(special);
    }
    return found;
  }

  private static Properties meanings() throws IOException {
    var meanings = new Properties();
    try (var reader =
        Files.newBufferedReader(Path.of("src/test/resources/pack-columns.properties"))) {
      meanings.load(reader);
    }
    return meanings;
  }
}
