package se.samspel.programme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files that belong to decisions. */
@Component
class DecisionDocumentTable {

  private static final String COLUMNS =
      "id, about, name, media_type, sha256, length(content) as bytes, recorded_at, synthetic";

  private final JdbcClient jdbc;

  DecisionDocumentTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Document> about(String ref) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from programme.document where about = :about order by recorded_at")
        .param("about", ref)
        .query(DecisionDocumentTable::row)
        .list();
  }

  Optional<Document> find(String id) {
    return jdbc.sql("select " + COLUMNS + " from programme.document where id = :id")
        .param("id", id)
        .query(DecisionDocumentTable::row)
        .optional();
  }

  byte[] content(String id) {
    return jdbc.sql("select content from programme.document where id = :id")
        .param("id", id)
        .query((rs, n) -> rs.getBytes(1))
        .single();
  }

  void add(Document document, byte[] content, Instant moment) {
    jdbc.sql(
            """
            insert into programme.document
              (id, about, name, media_type, sha256, content, recorded_at, synthetic)
            values (:id, :about, :name, :mediaType, :sha256, :content, :moment, :synthetic)\
            """)
        .param("id", document.id())
        .param("about", document.about())
        .param("name", document.name())
        .param("mediaType", document.mediaType())
        .param("sha256", document.sha256())
        .param("content", content)
        .param("moment", Timestamp.from(moment))
        .param("synthetic", document.synthetic())
        .update();
  }

  private static Document row(ResultSet rs, int n) throws SQLException {
    return new Document(
        rs.getString("id"),
        rs.getString("about"),
        rs.getString("name"),
        rs.getString("media_type"),
        rs.getString("sha256"),
        rs.getLong("bytes"),
        rs.getTimestamp("recorded_at").toInstant(),
        rs.getBoolean("synthetic"));
  }
}
