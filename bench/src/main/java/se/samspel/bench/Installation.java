package se.samspel.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import se.samspel.Samspel;
import se.samspel.database.EmbeddedPostgres;
import se.samspel.database.Migrations;

/**
 * The platform on a database of a bench's own, in this process and on loopback. The cache of whole
 * pages is off, so that every request is worked out.
 */
final class Installation implements AutoCloseable {

  /** How many read at once. */
  static final int READERS = 8;

  private final ConfigurableApplicationContext context;

  private Installation(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** The repository. */
  static Path home() {
    return Path.of(System.getProperty("samspel.home", "."));
  }

  /** Makes the database anew, with every schema and no rows. */
  static void empty(EmbeddedPostgres server, String database) throws SQLException {
    try (var admin = connect(server, "postgres");
        var statement = admin.createStatement()) {
      statement.execute("drop database if exists " + database + " with (force)");
      statement.execute("create database " + database);
    }
    Migrations.run(
        new DriverManagerDataSource(
            server.url(database), EmbeddedPostgres.USER, server.password()));
  }

  /** Connects as the owner. */
  static Connection connect(EmbeddedPostgres server, String database) throws SQLException {
    return DriverManager.getConnection(
        server.url(database), EmbeddedPostgres.USER, server.password());
  }

  /**
   * Starts the platform.
   *
   * @param data its data directory, below the repository
   */
  static Installation start(EmbeddedPostgres server, String database, String data) {
    var properties = new HashMap<String, Object>();
    properties.put("server.port", 0);
    properties.put("server.address", "127.0.0.1");
    properties.put("samspel.verb", "run");
    properties.put("samspel.demo", false);
    properties.put("samspel.keep-answers", false);
    properties.put("samspel.data", data);
    properties.put("samspel.base-url", "http://127.0.0.1");
    properties.put("spring.datasource.url", server.url(database));
    properties.put("spring.datasource.username", EmbeddedPostgres.USER);
    properties.put("spring.datasource.password", server.password());
    var application = new SpringApplication(Samspel.class);
    application.setDefaultProperties(properties);
    application.setRegisterShutdownHook(false);
    return new Installation(application.run("run"));
  }

  /** Where it answers, without a slash at the end. */
  String address() {
    var web = ((ServletWebServerApplicationContext) context).getWebServer();
    return "http://127.0.0.1:" + Objects.requireNonNull(web).getPort();
  }

  @Override
  public void close() {
    context.close();
  }

  /**
   * Milliseconds of each request, sorted. The readers share the requests.
   *
   * @param most no request is begun after it
   * @param url of a request by its number, from 0
   * @throws IllegalStateException when any is not answered by 200
   */
  static double[] load(int requests, Duration most, IntFunction<String> url) {
    var next = new AtomicInteger();
    var times = Collections.synchronizedList(new ArrayList<Double>());
    var failed = Collections.synchronizedList(new ArrayList<Exception>());
    var end = System.nanoTime() + most.toNanos();
    try (var readers = Executors.newFixedThreadPool(READERS)) {
      for (int reader = 0; reader < READERS; reader++) {
        readers.execute(() -> {
          try (var client = HttpClient.newHttpClient()) {
            for (int i = next.getAndIncrement();
                i < requests && System.nanoTime() < end;
                i = next.getAndIncrement()) {
              times.add(ask(client, url.apply(i)));
            }
          } catch (IOException | InterruptedException | IllegalStateException broken) {
            failed.add(broken);
          }
        });
      }
    }
    if (times.isEmpty() || !failed.isEmpty()) {
      throw new IllegalStateException("not every request was answered: " + failed);
    }
    return times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /** Asks once; the milliseconds that it took. */
  static double ask(HttpClient client, String url) throws IOException, InterruptedException {
    var began = System.nanoTime();
    var answer =
        client.send(
            HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/html").build(),
            BodyHandlers.ofByteArray());
    var took = (System.nanoTime() - began) / 1e6;
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(url + " answers " + answer.statusCode());
    }
    return took;
  }

  /** The time that a share of the sorted times stays within. */
  static double at(double[] sorted, double share) {
    return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
