package se.samspel.database;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What has to be in place before the web application starts: settings and a database. */
public final class Start {

  /** Why the start stops, as one sentence for the operator. */
  public static class Refused extends RuntimeException {
    public Refused(String message) {
      super(message);
    }
  }

  /** The verbs that do their work and end, without answering any request. */
  private static final Set<String> TASKS = Set.of("seed");

  private Start() {}

  /** Whether the command line asks for a task that ends, rather than for a server. */
  public static boolean isTask(String[] args) {
    return args.length > 0 && TASKS.contains(args[0]);
  }

  /**
   * Checks the settings, starts the embedded database where no other is named, and gives the
   * properties that the application runs with.
   *
   * @param args the command line; the first argument is the verb
   * @param environment the process environment
   * @throws Refused when a setting is unknown or wrong, or the data directory is in use
   */
  public static Map<String, Object> prepare(String[] args, Map<String, String> environment) {
    var verb = args.length == 0 ? "run" : args[0];
    var settings = Settings.read(environment);
    var properties = new LinkedHashMap<String, Object>();
    properties.put("server.port", settings.port());
    properties.put("samspel.verb", verb);
    properties.put("samspel.data", settings.data().toString());
    properties.put("samspel.base-url", settings.baseUrl());
    var demo = verb.equals("demo");
    properties.put("samspel.demo", demo);
    if (demo && !settings.demoOpen()) {
      properties.put("server.address", "127.0.0.1");
    }
    if (TASKS.contains(verb)) {
      // No port: the whole application wired as ever, but nothing that answers.
      properties.put("server.port", -1);
    }
    if (settings.databaseUrl().isPresent()) {
      properties.put("spring.datasource.url", settings.databaseUrl().get());
      settings.databaseUser().ifPresent(it -> properties.put("spring.datasource.username", it));
      settings.databasePassword().ifPresent(it -> properties.put("spring.datasource.password", it));
    } else {
      var server = EmbeddedPostgres.start(settings.data());
      Runtime.getRuntime().addShutdownHook(new Thread(server::stopWhenIdle, "stop-postgres"));
      properties.put("spring.datasource.url", server.url());
      properties.put("spring.datasource.username", EmbeddedPostgres.USER);
      properties.put("spring.datasource.password", server.password());
    }
    return properties;
  }

  /** The default data directory: {@code var} beside the current directory. */
  static Path defaultData() {
    return Path.of("var").toAbsolutePath();
  }
}
