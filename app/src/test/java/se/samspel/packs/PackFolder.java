package se.samspel.packs;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A pack as a test writes it. */
final class PackFolder {

  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private final String id;

  PackFolder(String id) {
    this.id = id;
    with(PackDescription.FILE, "id=" + id, "title=Prov", "language=sv");
  }

  PackFolder with(String file, String... lines) {
    return with(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  PackFolder with(String file, byte[] bytes) {
    files.put(file, bytes);
    return this;
  }

  PackSource source() {
    return new PackSource(id, Map.copyOf(files));
  }
}
