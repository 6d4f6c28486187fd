package se.samspel.lrs;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the contents of attachments, each kept once by its hash. */
@Component
class AttachmentTable {

  private final JdbcClient jdbc;

  AttachmentTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The sizes in octets of the contents that are here. */
  Map<String, Long> sizes(Collection<String> hashes) {
    var sizes = new HashMap<String, Long>();
    if (!hashes.isEmpty()) {
      jdbc.sql("select hash, octet_length(content) from lrs.attachment where hash in (:hashes)")
          .param("hashes", List.copyOf(hashes))
          .query(rs -> {
            sizes.put(rs.getString(1), rs.getLong(2));
          });
    }
    return sizes;
  }

  /** The contents that are here, by hash. */
  Map<String, byte[]> contents(Collection<String> hashes) {
    var contents = new LinkedHashMap<String, byte[]>();
    if (!hashes.isEmpty()) {
      jdbc.sql("select hash, content from lrs.attachment where hash in (:hashes)")
          .param("hashes", List.copyOf(hashes))
          .query(rs -> {
            contents.put(rs.getString(1), rs.getBytes(2));
          });
    }
    return contents;
  }
}
