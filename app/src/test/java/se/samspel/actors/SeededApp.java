package se.samspel.actors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samspel.packs.Loading;
import se.samspel.packs.Packs;
import se.samspel.testing.TestApp;

/** The application with the real regions, hierarchies and actors, and two units made up. */
final class SeededApp {

  private static @Nullable TestApp app;

  private SeededApp() {}

  static synchronized TestApp get() {
    if (app == null) {
      app = TestApp.start("run", Map.of());
      load(app);
    }
    return app;
  }

  /** Loads the facts that the module owns. */
  static void load(TestApp into) {
    try {
      var folder = Files.createTempDirectory("samspel-actors");
      for (var file :
          List.of(
              "regions.csv",
              "municipalities.csv",
              "hierarchies.csv",
              "hierarchy-members.csv",
              "actors.csv")) {
        Files.copy(Path.of("../programmes/sjalvskada", file), folder.resolve(file));
      }
      Files.writeString(folder.resolve("pack.properties"), "id=prov\ntitle=Prov\nlanguage=sv\n");
      Files.writeString(
          folder.resolve("units.csv"),
          """
          id,region,municipality,actor_type,name_sv,staff
          bup-lund,12,,type:bup,BUP Lund,40
          akuten-varberg,13,varberg,type:akutmottagning,Akuten Varberg,
          """);
      var loading = into.bean(Packs.class).load(folder.toString()).orElseThrow();
      if (loading instanceof Loading.Faulty faulty) {
        throw new AssertionError(faulty.faults().toString());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
