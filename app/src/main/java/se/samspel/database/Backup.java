package se.samspel.database;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Saves every row of every schema to one file and puts it back.
 *
 * <p>The file is a zip of one {@code COPY} text per table and a manifest with row counts and
 * checksums. It is taken in one repeatable-read transaction, so it is consistent while people work.
 * It fits the same version of the platform: the manifest carries the hash of the migrations.
 */
final class Backup {

  private static final String MANIFEST = "manifest.tsv";
  private static final String FORMAT = "samspel-backup/1";
  private static final String PARTITION = "partition\t";

  private Backup() {}

  /**
   * What was saved or put back.
   *
   * @param tables how many tables
   * @param rows how many rows in all
   */
  record Done(int tables, long rows) {}

  private record Table(String schema, String name) {
    String quoted() {
      return '"' + schema + "\".\"" + name + '"';
    }

    String file() {
      return "data/" + schema + "." + name + ".copy";
    }
  }

  private record Saved(Table table, long rows, String sha256) {}

  /** A part of a table that holds rows of its own, such as a month of learning records. */
  private record Partition(Table parent, String name, String bound) {

    private static final Pattern RANGE =
        Pattern.compile("FOR VALUES FROM \\('[-+:0-9 ]+'\\) TO \\('[-+:0-9 ]+'\\)");

    Partition {
      if (!name.matches("[a-z0-9_]+") || !RANGE.matcher(bound).matches()) {
        throw new Start.Refused(
            "the file is damaged: " + name + " is not a part that can be made.");
      }
    }
  }

  private record Contents(List<Saved> tables, List<Partition> partitions) {}

  /**
   * Saves to the file; an existing one is replaced only when the new one is whole.
   *
   * @param owner connects as the owner of the database
   */
  static Done save(DataSource owner, Path file) {
    var partial = file.resolveSibling(file.getFileName() + ".partial");
    try (var connection = owner.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      var saved = new ArrayList<Saved>();
      try (var zip =
          new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(partial)))) {
        for (var table : tables(connection)) {
          zip.putNextEntry(new ZipEntry(table.file()));
          saved.add(copyOut(connection, table, zip));
          zip.closeEntry();
        }
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(manifest(connection, saved).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
      connection.rollback();
      Files.move(
          partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return new Done(saved.size(), saved.stream().mapToLong(Saved::rows).sum());
    } catch (SQLException | IOException broken) {
      partial.toFile().delete();
      throw new Start.Refused("the backup could not be made: " + broken.getMessage());
    }
  }

  /**
   * Puts a saved file back, whole or not at all.
   *
   * @param replace whether what the database holds may be thrown away
   * @throws Start.Refused when the file is damaged, of another version, or the database holds rows
   */
  static Done restore(DataSource owner, Path file, boolean replace) {
    if (!Files.isRegularFile(file)) {
      throw new Start.Refused("there is no file " + file + ".");
    }
    try (var zip = new ZipFile(file.toFile());
        var connection = owner.getConnection()) {
      var contents = readManifest(zip, connection);
      var saved = contents.tables();
      check(zip, saved);
      connection.setAutoCommit(false);
      var present = tables(connection);
      if (!replace && holdsRows(connection, present)) {
        throw new Start.Refused(
            "the database already holds data, and nothing has been changed. Restore into an empty one,"
                + " or add --replace to throw away what it holds.");
      }
      try (var statement = connection.createStatement()) {
        statement.execute("set session_replication_role = replica");
        for (var table : present) {
          statement.execute("delete from " + table.quoted());
        }
      }
      makePartitions(connection, contents.partitions());
      var copies = connection.unwrap(PGConnection.class).getCopyAPI();
      for (var part : saved) {
        try (var stream = stream(zip, part.table().file())) {
          var rows =
              copies.copyIn(
                  "copy "
                      + part.table().quoted()
                      + " ("
                      + columns(connection, part.table())
                      + ") from stdin",
                  stream);
          if (rows != part.rows()) {
            throw new Start.Refused(
                part.table().quoted() + " gave " + rows + " rows instead of " + part.rows());
          }
        }
      }
      resetIdentities(connection);
      connection.commit();
      return new Done(saved.size(), saved.stream().mapToLong(Saved::rows).sum());
    } catch (SQLException | IOException broken) {
      throw new Start.Refused(
          "the file could not be restored, and nothing has been changed: " + broken.getMessage());
    }
  }

  private static Saved copyOut(Connection connection, Table table, OutputStream zip)
      throws SQLException, IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var open =
          new DigestOutputStream(
              new FilterOutputStream(zip) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                  out.write(bytes, from, length);
                }

                @Override
                public void close() {}
              },
              digest);
      var rows =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut(
                  "copy (select "
                      + columns(connection, table)
                      + " from "
                      + table.quoted()
                      + ") to stdout",
                  open);
      return new Saved(table, rows, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void check(ZipFile zip, List<Saved> saved) throws IOException {
    for (var part : saved) {
      try (var stream = stream(zip, part.table().file())) {
        var digest = MessageDigest.getInstance("SHA-256");
        var buffer = new byte[1 << 16];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
          digest.update(buffer, 0, n);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
          throw new Start.Refused(
              "the file is damaged: " + part.table().file() + " is not what was saved.");
        }
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private static InputStream stream(ZipFile zip, String name) throws IOException {
    var entry = zip.getEntry(name);
    if (entry == null) {
      throw new Start.Refused("the file is damaged: it has no " + name + ".");
    }
    return zip.getInputStream(entry);
  }

  private static String manifest(Connection connection, List<Saved> saved) throws SQLException {
    var text = new StringBuilder();
    text.append(FORMAT).append('\t').append(schemaHash(connection)).append('\n');
    for (var part : saved) {
      text.append(part.table().schema())
          .append('\t')
          .append(part.table().name())
          .append('\t')
          .append(part.rows())
          .append('\t')
          .append(part.sha256())
          .append('\n');
    }
    for (var partition : partitions(connection)) {
      text.append(PARTITION)
          .append(partition.parent().schema())
          .append('\t')
          .append(partition.parent().name())
          .append('\t')
          .append(partition.name())
          .append('\t')
          .append(partition.bound())
          .append('\n');
    }
    return text.toString();
  }

  private static List<Partition> partitions(Connection connection) throws SQLException {
    var partitions = new ArrayList<Partition>();
    try (var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                """
                select n.nspname, p.relname, c.relname, pg_get_expr(c.relpartbound, c.oid)
                  from pg_inherits i
                  join pg_class c on c.oid = i.inhrelid and c.relispartition and c.relkind = 'r'
                  join pg_class p on p.oid = i.inhparent
                  join pg_namespace n on n.oid = p.relnamespace
                 order by 1, 2, 3\
                """)) {
      while (found.next()) {
        partitions.add(
            new Partition(
                new Table(found.getString(1), found.getString(2)),
                found.getString(3),
                found.getString(4)));
      }
    }
    return partitions;
  }

  private static void makePartitions(Connection connection, List<Partition> saved)
      throws SQLException {
    var present = partitions(connection).stream().map(it -> it.parent() + it.name()).toList();
    try (var statement = connection.createStatement()) {
      for (var partition : saved) {
        if (!present.contains(partition.parent() + partition.name())) {
          statement.execute(
              "create table %s partition of %s %s"
                  .formatted(
                      new Table(partition.parent().schema(), partition.name()).quoted(),
                      partition.parent().quoted(),
                      partition.bound()));
        }
      }
    }
  }

  private static Contents readManifest(ZipFile zip, Connection connection)
      throws IOException, SQLException {
    List<String> lines;
    try (var stream = stream(zip, MANIFEST)) {
      lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    var head = lines.isEmpty() ? new String[0] : lines.getFirst().split("\t", -1);
    if (head.length != 2 || !head[0].equals(FORMAT)) {
      throw new Start.Refused("the file is not a backup that this version reads.");
    }
    if (!head[1].equals(schemaHash(connection))) {
      throw new Start.Refused(
          "the backup was made by another version of the platform. Restore it with that version, then upgrade.");
    }
    var tables = new ArrayList<Saved>();
    var partitions = new ArrayList<Partition>();
    for (var line : lines.subList(1, lines.size())) {
      if (line.startsWith(PARTITION)) {
        var cells = line.substring(PARTITION.length()).split("\t", -1);
        partitions.add(new Partition(new Table(cells[0], cells[1]), cells[2], cells[3]));
      } else {
        var cells = line.split("\t", -1);
        tables.add(new Saved(new Table(cells[0], cells[1]), Long.parseLong(cells[2]), cells[3]));
      }
    }
    return new Contents(tables, partitions);
  }

  private static String schemaHash(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery("select hash from public.samspel_schema")) {
      return found.next() ? found.getString(1) : "";
    }
  }

  private static List<Table> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<Table>();
    try (var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                """
                select n.nspname, c.relname
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('r', 'p') and not c.relispartition
                   and n.nspname not in ('pg_catalog', 'information_schema', 'public')
                   and n.nspname not like 'pg\\_%'
                 order by 1, 2\
                """)) {
      while (found.next()) {
        tables.add(new Table(found.getString(1), found.getString(2)));
      }
    }
    return tables;
  }

  private static String columns(Connection connection, Table table) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            select string_agg(quote_ident(column_name), ', ' order by ordinal_position)
              from information_schema.columns
             where table_schema = ? and table_name = ? and is_generated = 'NEVER'\
            """)) {
      statement.setString(1, table.schema());
      statement.setString(2, table.name());
      try (var found = statement.executeQuery()) {
        found.next();
        return found.getString(1);
      }
    }
  }

  /** Rows that a migration puts in are there in an empty database too. */
  private static final Set<String> FILLED_BY_MIGRATION = Set.of("lrs.position");

  private static boolean holdsRows(Connection connection, List<Table> tables) throws SQLException {
    for (var table : tables) {
      if (FILLED_BY_MIGRATION.contains(table.schema() + "." + table.name())) {
        continue;
      }
      try (var statement = connection.createStatement();
          var found =
              statement.executeQuery("select exists (select 1 from " + table.quoted() + ")")) {
        found.next();
        if (found.getBoolean(1)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void resetIdentities(Connection connection) throws SQLException {
    var resets = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                """
                select format('select setval(%L, coalesce((select max(%I) from %I.%I), 0) + 1, false)',
                              pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name),
                              column_name, table_schema, table_name)
                  from information_schema.columns
                 where is_identity = 'YES'
                   and pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name) is not null\
                """)) {
      while (found.next()) {
        resets.add(found.getString(1));
      }
    }
    try (var statement = connection.createStatement()) {
      for (var reset : resets) {
        statement.execute(reset);
      }
    }
  }
}
