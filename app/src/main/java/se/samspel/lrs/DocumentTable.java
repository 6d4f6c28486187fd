package se.samspel.lrs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the documents of the state and profile resources. */
@Component
class DocumentTable {

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  DocumentTable(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
  }

  Optional<Document> find(Document.Address address) {
    return jdbc.sql(
            """
            select content_type, content, updated from lrs.document
             where kind = :kind and owner = :owner and registration = :registration
               and name_term = :name\
            """)
        .param("kind", address.kind().number())
        .param("owner", address.owner())
        .param("registration", address.registration())
        .param("name", Term.name(address.name()))
        .query((rs, n) -> document(rs))
        .optional();
  }

  private static Document document(ResultSet rs) throws SQLException {
    return new Document(
        rs.getString("content_type"),
        rs.getBytes("content"),
        rs.getObject("updated", OffsetDateTime.class).toInstant());
  }

  /**
   * The names of the owner's documents, in order.
   *
   * @param registration only those of it; empty for those of any and of none
   * @param since only those written after it
   */
  List<String> names(
      Document.Kind kind, UUID owner, Optional<UUID> registration, Optional<Instant> since) {
    return jdbc.sql(
            """
            select distinct name from lrs.document
             where kind = :kind and owner = :owner
               and (cast(:registration as uuid) is null or registration = :registration)
               and updated > :since
             order by name\
            """)
        .param("kind", kind.number())
        .param("owner", owner)
        .param("registration", registration.orElse(null))
        .param("since", Moments.sql(since.orElse(Instant.EPOCH)))
        .query(String.class)
        .list();
  }

  /**
   * Writes a document as a function of the one that is there; nobody else writes it meanwhile.
   *
   * @param change gives the new document for the present one, or throws why it can't be written
   */
  void change(Document.Address address, Function<Optional<Document>, Document> change) {
    transaction.executeWithoutResult(status -> {
      lock(address);
      var next = change.apply(find(address));
      jdbc.sql(
              """
              insert into lrs.document
                (kind, owner, registration, name_term, name, content_type, content, etag, updated)
              values (:kind, :owner, :registration, :term, :name, :type, :content, :etag, :updated)
              on conflict (kind, owner, registration, name_term) do update
                set content_type = excluded.content_type, content = excluded.content,
                    etag = excluded.etag, updated = excluded.updated\
              """)
          .param("kind", address.kind().number())
          .param("owner", address.owner())
          .param("registration", address.registration())
          .param("term", Term.name(address.name()))
          .param("name", address.name())
          .param("type", next.contentType())
          .param("content", next.content())
          .param("etag", next.etag())
          .param("updated", Moments.sql(next.updated()))
          .update();
    });
  }

  /**
   * Deletes a document, if it is there.
   *
   * @param check throws why the present one must stay
   */
  void delete(Document.Address address, java.util.function.Consumer<Optional<Document>> check) {
    transaction.executeWithoutResult(status -> {
      lock(address);
      check.accept(find(address));
      jdbc.sql(
              """
              delete from lrs.document
               where kind = :kind and owner = :owner and registration = :registration
                 and name_term = :name\
              """)
          .param("kind", address.kind().number())
          .param("owner", address.owner())
          .param("registration", address.registration())
          .param("name", Term.name(address.name()))
          .update();
    });
  }

  /** Deletes all documents of the owner, of one registration where that is given. */
  void deleteAll(Document.Kind kind, UUID owner, Optional<UUID> registration) {
    jdbc.sql(
            """
            delete from lrs.document
             where kind = :kind and owner = :owner
               and (cast(:registration as uuid) is null or registration = :registration)\
            """)
        .param("kind", kind.number())
        .param("owner", owner)
        .param("registration", registration.orElse(null))
        .update();
  }

  // A row that isn't there yet can't be locked, so the writers of one address meet in its name.
  private void lock(Document.Address address) {
    var key =
        address.owner().getLeastSignificantBits()
            ^ address.registration().getMostSignificantBits()
            ^ Term.name(address.name()).getMostSignificantBits()
            ^ address.kind().number();
    jdbc.sql("select pg_advisory_xact_lock(:key)").param("key", key).query(rs -> {});
  }
}
