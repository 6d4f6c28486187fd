package se.samspel.ui;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/** The style sheet, scripts and icon, at addresses that change when their content does. */
public final class Assets {

  private static final Map<String, String> TYPES =
      Map.of(
          "/css/samspel.css", "text/css;charset=UTF-8",
          "/js/samspel.js", "text/javascript;charset=UTF-8",
          "/icon.svg", "image/svg+xml");

  private static final Map<String, File> FILES =
      TYPES.keySet().stream()
          .map(Assets::read)
          .collect(Collectors.toUnmodifiableMap(File::path, Function.identity()));

  private Assets() {}

  /**
   * A file as it is served.
   *
   * @param path beginning with {@code /}
   * @param mark changes with the content
   */
  record File(String path, String contentType, byte[] body, String mark) {}

  /**
   * The address of a file under {@code static/}.
   *
   * @param path as served, beginning with {@code /}
   * @throws IllegalArgumentException when there is no such file
   */
  public static String url(String path) {
    var file = FILES.get(path);
    if (file == null) {
      throw new IllegalArgumentException("there is no static file " + path);
    }
    return path + "?v=" + file.mark();
  }

  static List<File> all() {
    return List.copyOf(FILES.values());
  }

  private static File read(String path) {
    try (var stream = Assets.class.getResourceAsStream("/static" + path)) {
      if (stream == null) {
        throw new IllegalStateException("the static file " + path + " is not packaged");
      }
      var body = stream.readAllBytes();
      var sum = new CRC32C();
      sum.update(body);
      return new File(path, TYPES.getOrDefault(path, ""), body, Long.toHexString(sum.getValue()));
    } catch (IOException broken) {
      throw new IllegalStateException("the file " + path + " can't be read", broken);
    }
  }
}
