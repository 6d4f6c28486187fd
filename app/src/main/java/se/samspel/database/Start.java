package se.samspel.database;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What has to be in place before the web application starts: settings and a database. */
public final class Start {

  /** Why the start stops, as one sentence for the operator. */
  public static class Refused extends RuntimeException {
    public Refused(String message) {
      super(message);
    }
  }

  /** Another process uses the data directory. */
  static final class InUse extends Refused {
    InUse(String message) {
      super(message);
    }
  }

  /** The property that holds the embedded database, which may still be on its way up. */
  private static final String EMBEDDED = "samspel.embedded-postgres";

  private Start() {}

  /** Verbs that answer no requests, and that work beside a running application. */
  private static final Set<String> BESIDE = Set.of("seed", "backup", "lrs-credential");

  /** Verbs for which the application is wired, does one thing and ends. */
  private static final Set<String> TASKS = Set.of("seed", "lrs-credential");

  /**
   * A demonstration that asks itself for its pages and ends: what it loads and compiles is recorded
   * by the virtual machine, for a quicker start of those that follow.
   */
  private static final String TRAIN = "train";

  /** Whether the command line asks for a task that ends, rather than for a server. */
  public static boolean isTask(String[] args) {
    return args.length > 0 && (TASKS.contains(args[0]) || args[0].equals(TRAIN));
  }

  /**
   * Checks the settings, begins to start the embedded database where no other is named, and gives
   * the properties that the application runs with.
   *
   * @param args the command line; the first argument is the verb
   * @param environment the process environment
   * @throws Refused when a setting is unknown or wrong, or the data directory is in use
   */
  public static Map<String, Object> prepare(String[] args, Map<String, String> environment) {
    var asked = args.length == 0 ? "run" : args[0];
    var training = asked.equals(TRAIN);
    var verb = training ? "demo" : asked;
    var settings = Settings.read(environment);
    var properties = new LinkedHashMap<String, Object>();
    properties.put("server.port", settings.port());
    properties.put("samspel.verb", verb);
    properties.put("samspel.data", settings.data().toString());
    properties.put("samspel.base-url", settings.baseUrl());
    settings.lrsKey().ifPresent(it -> properties.put("samspel.lrs.key", it));
    settings.lrsSecret().ifPresent(it -> properties.put("samspel.lrs.secret", it));
    settings.publisher().forEach((what, is) -> properties.put("samspel.publisher." + what, is));
    settings.sources().forEach((source, url) -> properties.put("samspel.sources." + source, url));
    var demo = verb.equals("demo");
    properties.put("samspel.demo", demo);
    if (demo && !settings.demoOpen()) {
      properties.put("server.address", "127.0.0.1");
    }
    if (settings.baseUrl().startsWith("https:")) {
      properties.put("server.servlet.session.cookie.name", "__Host-samspel");
      properties.put("server.servlet.session.cookie.secure", "true");
      properties.put("server.servlet.session.cookie.path", "/");
    }
    properties.put("samspel.train", training);
    if (TASKS.contains(verb)) {
      // No port: everything is wired as ever, security included, but nothing answers.
      properties.put("server.port", -1);
    }
    if (settings.databaseUrl().isPresent()) {
      properties.put("spring.datasource.url", settings.databaseUrl().get());
      settings.databaseUser().ifPresent(it -> properties.put("spring.datasource.username", it));
      settings.databasePassword().ifPresent(it -> properties.put("spring.datasource.password", it));
    } else {
      var server =
          BESIDE.contains(verb)
              ? EmbeddedPostgres.startOrJoin(settings.data())
              : EmbeddedPostgres.begin(settings.data());
      if (verb.equals("backup") || verb.equals("restore")) {
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop-postgres"));
      } else {
        // After the application has closed its connections.
        SpringApplication.getShutdownHandlers().add(server::stop);
      }
      properties.put(EMBEDDED, server);
      properties.put("spring.datasource.url", server.url());
      properties.put("spring.datasource.username", EmbeddedPostgres.USER);
      properties.put("spring.datasource.password", server.password());
    }
    return properties;
  }

  /**
   * Carries out a verb that needs the database alone.
   *
   * @param properties what {@link #prepare} gave
   * @return what was done, as a sentence; empty when the verb is the application's
   * @throws Refused when it can't be done
   */
  public static Optional<String> withoutApplication(String[] args, Map<String, Object> properties) {
    var verb = String.valueOf(properties.get("samspel.verb"));
    if (!verb.equals("backup") && !verb.equals("restore")) {
      return Optional.empty();
    }
    var words = Arrays.stream(args).skip(1).filter(it -> !it.startsWith("--")).toList();
    if (words.size() != 1) {
      throw new Refused("say one file: ./samspel " + verb + " FILE");
    }
    var owner =
        new DriverManagerDataSource(
            String.valueOf(properties.get("spring.datasource.url")),
            String.valueOf(properties.getOrDefault("spring.datasource.username", "")),
            String.valueOf(properties.getOrDefault("spring.datasource.password", "")));
    if (properties.get(EMBEDDED) instanceof EmbeddedPostgres server) {
      server.await();
    }
    Migrations.run(owner);
    var file = Path.of(words.getFirst()).toAbsolutePath();
    if (verb.equals("backup")) {
      var done = Backup.save(owner, file);
      return Optional.of(
          "saved " + done.rows() + " rows of " + done.tables() + " tables to " + file);
    }
    var done = Backup.restore(owner, file, Arrays.asList(args).contains("--replace"));
    return Optional.of(
        "restored " + done.rows() + " rows of " + done.tables() + " tables from " + file);
  }

  /**
   * Waits for the embedded database, where there is one.
   *
   * @throws Refused when it can't start
   */
  static void awaitDatabase(Environment environment) {
    var server = environment.getProperty(EMBEDDED, EmbeddedPostgres.class);
    if (server != null) {
      server.await();
    }
  }

  /** The default data directory: {@code var} beside the current directory. */
  static Path defaultData() {
    return Path.of("var").toAbsolutePath();
  }
}
