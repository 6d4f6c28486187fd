package se.samspel.ui;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/** Addresses of the style sheet and scripts that change when their content does. */
public final class Assets {

  private static final Map<String, String> ADDRESSES = new ConcurrentHashMap<>();

  private Assets() {}

  /**
   * The address of a file under {@code static/}.
   *
   * @param path as served, beginning with {@code /}
   * @throws IllegalArgumentException when there is no such file
   */
  public static String url(String path) {
    return ADDRESSES.computeIfAbsent(path, Assets::addressed);
  }

  private static String addressed(String path) {
    try (var stream = Assets.class.getResourceAsStream("/static" + path)) {
      if (stream == null) {
        throw new IllegalArgumentException("there is no static file " + path);
      }
      var sum = new CRC32C();
      sum.update(stream.readAllBytes());
      return path + "?v=" + Long.toHexString(sum.getValue());
    } catch (IOException broken) {
      throw new IllegalStateException("the file " + path + " can't be read", broken);
    }
  }
}
