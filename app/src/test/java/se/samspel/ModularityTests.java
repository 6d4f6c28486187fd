package se.samspel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The modules keep to the dependencies that they declare, and their pages in docs/ are current. */
class ModularityTests {

  private static final ApplicationModules MODULES =
      ApplicationModules.of(Samspel.class, (ImportOption) ModularityTests::belongsToTheApplication);
  private static final Path COMMITTED = Path.of("../docs/modules");

  /** Tests are no modules, and the libraries are pure Java that any module may use. */
  private static boolean belongsToTheApplication(Location location) {
    return !location.contains("/test-classes/")
        && !location.contains("-tests.jar")
        && !location.contains("/se/samspel/statistics/")
        && !location.contains("/se/samspel/xapi/");
  }

  @Test
  void everyModuleKeepsToItsDeclaredDependencies() {
    MODULES.verify();
  }

  @Test
  void theModulePagesAreCurrent(@TempDir Path fresh) throws IOException {
    new Documenter(MODULES, Documenter.Options.defaults().withOutputFolder(fresh.toString()))
        .writeModulesAsPlantUml()
        .writeIndividualModulesAsPlantUml()
        .writeModuleCanvases();
    if ("yes".equals(System.getProperty("update.golden"))) {
      Files.createDirectories(COMMITTED);
      try (Stream<Path> old = Files.list(COMMITTED)) {
        for (var file : old.filter(it -> !it.endsWith("README.md")).toList()) {
          Files.delete(file);
        }
      }
      try (Stream<Path> files = Files.list(fresh)) {
        for (var file : files.toList()) {
          Files.copy(file, COMMITTED.resolve(file.getFileName()));
        }
      }
    }
    try (Stream<Path> files = Files.list(fresh)) {
      assertThat(files.toList())
          .isNotEmpty()
          .allSatisfy(file ->
              assertThat(lines(COMMITTED.resolve(file.getFileName())))
                  .as("stale; run with -Dupdate.golden=yes")
                  .isEqualTo(lines(file)));
    }
  }

  /**
   * The lines in an order of their own, without the mark that opens a table's cell: which line of a
   * cell comes first depends on the class path.
   */
  private static List<String> lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return Files.readAllLines(file).stream()
        .map(line -> line.startsWith("|*") ? line.substring(1) : line)
        .sorted()
        .toList();
  }
}
