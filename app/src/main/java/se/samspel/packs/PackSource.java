package se.samspel.packs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of a pack as they lie in a folder or in the program itself.
 *
 * @param name what it was asked for by
 * @param files content by file name, in order
 */
record PackSource(String name, Map<String, byte[]> files) {

  private static final String BUNDLED = "[a-z0-9][a-z0-9-]*";

  /**
   * Finds a pack.
   *
   * @param name path of a folder, or the name of a pack that came with the program
   * @return empty when there is no such folder or name
   */
  static Optional<PackSource> find(String name) {
    try {
      var folder = Path.of(name);
      if (Files.isDirectory(folder)) {
        return Optional.of(folder(name, folder));
      }
      return name.matches(BUNDLED) ? bundled(name) : Optional.empty();
    } catch (IOException broken) {
      throw new UncheckedIOException("the pack " + name + " can't be read", broken);
    } catch (java.nio.file.InvalidPathException notAPath) {
      return Optional.empty();
    }
  }

  /** In the program; while developing, in the repository that the working directory lies in. */
  private static Optional<PackSource> bundled(String name) throws IOException {
    var inside =
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:programmes/" + name + "/*.*");
    if (inside.length > 0) {
      var files = new TreeMap<String, byte[]>();
      for (var resource : inside) {
        files.put(String.valueOf(resource.getFilename()), resource.getContentAsByteArray());
      }
      return Optional.of(new PackSource(name, files));
    }
    for (var place : List.of("programmes", "../programmes")) {
      var folder = Path.of(place, name);
      if (Files.isDirectory(folder)) {
        return Optional.of(folder(name, folder));
      }
    }
    return Optional.empty();
  }

  private static PackSource folder(String name, Path folder) throws IOException {
    var files = new TreeMap<String, byte[]>();
    try (Stream<Path> inside = Files.list(folder)) {
      for (var file : inside.filter(PackSource::counts).toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return new PackSource(name, files);
  }

  private static boolean counts(Path file) {
    return Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".");
  }
}
