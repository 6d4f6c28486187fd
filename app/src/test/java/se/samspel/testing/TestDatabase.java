package se.samspel.testing;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import se.samspel.database.EmbeddedPostgres;
import se.samspel.database.Migrations;

/**
 * One PostgreSQL for all tests of the process. Every database is a copy of a migrated template, so
 * a fresh one costs tens of milliseconds.
 */
public final class TestDatabase {

  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  /** A new database with every schema and no rows. */
  public static synchronized TestDatabase fresh() {
    var database =
        new TestDatabase("test_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet());
    JdbcClient.create(owner(SERVER, SERVER.url("postgres")))
        .sql("create database " + database.name + " template template_samspel strategy file_copy")
        .update();
    return database;
  }

  public String url() {
    return SERVER.url(name);
  }

  public String user() {
    return EmbeddedPostgres.USER;
  }

  public String password() {
    return SERVER.password();
  }

  /** Works as the owner, past row-level security: for looking, not for doing. */
  public JdbcClient asOwner() {
    return JdbcClient.create(owner(SERVER, url()));
  }

  private static EmbeddedPostgres start() {
    var server = EmbeddedPostgres.start(Path.of("target", "test-postgres").toAbsolutePath());
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    var admin = JdbcClient.create(owner(server, server.url("postgres")));
    admin
        .sql("select datname from pg_database where datname like 'test\\_%'")
        .query(String.class)
        .list()
        .forEach(old -> admin.sql("drop database " + old + " with (force)").update());
    admin.sql("drop database if exists template_samspel with (force)").update();
    admin.sql("create database template_samspel").update();
    Migrations.run(owner(server, server.url("template_samspel")));
    return server;
  }

  private static DriverManagerDataSource owner(EmbeddedPostgres server, String url) {
    return new DriverManagerDataSource(url, EmbeddedPostgres.USER, server.password());
  }
}
