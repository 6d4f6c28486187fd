package se.samspel.database;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings of the process environment, each checked.
 *
 * @param port TCP port of the web server, 1–65535 (0: any free one)
 * @param data where the embedded database, files and logs live
 * @param databaseUrl JDBC URL of an external PostgreSQL; without it an embedded one is started
 * @param databaseUser its user, who must own the database
 * @param databasePassword that user's password
 * @param baseUrl the address that people reach the installation by, without a final slash
 * @param demoOpen whether the demonstration may answer others than this machine
 * @param lrsKey key of a credential for the learning record store, made at start
 * @param lrsSecret its secret
 * @param publisher who stands behind the open data: name, number, type and e-mail where set
 * @param sources other addresses of the services that indicators are fetched from, by source
 */
record Settings(
    int port,
    Path data,
    Optional<String> databaseUrl,
    Optional<String> databaseUser,
    Optional<String> databasePassword,
    String baseUrl,
    boolean demoOpen,
    Optional<String> lrsKey,
    Optional<String> lrsSecret,
    Map<String, String> publisher,
    Map<String, String> sources) {

  private static final String PREFIX = "SAMSPEL_";

  private static final int SHORTEST_SECRET = 20;

  /** What a publisher's settings may hold, by the property that carries them. */
  private static final Map<String, Allowed> PUBLISHER =
      Map.of(
          "SAMSPEL_PUBLISHER", new Allowed("name", "\\S.{0,198}\\S"),
          "SAMSPEL_PUBLISHER_NUMBER", new Allowed("number", "\\d{10}"),
          "SAMSPEL_PUBLISHER_TYPE",
              new Allowed(
                  "type",
                  "NationalAuthority|RegionalAuthority|LocalAuthority|NonProfitOrganisation"
                      + "|NonGovernmentalOrganisation|Company"),
          "SAMSPEL_PUBLISHER_EMAIL", new Allowed("email", "[^\\s@<>\"]+@[^\\s@<>\"]+"));

  private record Allowed(String property, String form) {}

  private static final String SOURCE =
      "http(s)://host[:port][/path] of %s; default its public address";

  /** Which property carries the address that a setting gives. */
  private static final Map<String, String> SOURCES =
      Map.of(
          "SAMSPEL_KOLADA_URL", "kolada",
          "SAMSPEL_SOCIALSTYRELSEN_URL", "socialstyrelsen",
          "SAMSPEL_SCB_URL", "scb",
          "SAMSPEL_SCB_V2_URL", "scb-v2",
          "SAMSPEL_VARDEN_I_SIFFROR_URL", "varden-i-siffror");

  /** Every setting with what is allowed, as the refusal and the operator's page print it. */
  static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("SAMSPEL_PORT", "a TCP port, 1–65535; default 8080"),
          Map.entry("SAMSPEL_DATA", "a directory that can be written; default var/"),
          Map.entry(
              "SAMSPEL_DATABASE_URL",
              "jdbc:postgresql://host[:port]/database; without it, embedded"),
          Map.entry(
              "SAMSPEL_DATABASE_USER",
              "the owner of that database; only with SAMSPEL_DATABASE_URL"),
          Map.entry(
              "SAMSPEL_DATABASE_PASSWORD", "that user's password; only with SAMSPEL_DATABASE_URL"),
          Map.entry(
              "SAMSPEL_BASE_URL",
              "http(s)://host[:port] without a path; default http://localhost:PORT"),
          Map.entry(
              "SAMSPEL_DEMO_OPEN", "yes or no; yes lets others than this machine reach the demo"),
          Map.entry(
              "SAMSPEL_LRS_KEY",
              "a key without colon and white space; only with SAMSPEL_LRS_SECRET"),
          Map.entry(
              "SAMSPEL_LRS_SECRET",
              "the secret of that key, at least 20 characters; only with SAMSPEL_LRS_KEY"),
          Map.entry(
              "SAMSPEL_PUBLISHER",
              "the organisation that publishes the open data, 2–200 characters; default Samspel"),
          Map.entry("SAMSPEL_PUBLISHER_NUMBER", "its organisation number, ten digits"),
          Map.entry(
              "SAMSPEL_PUBLISHER_TYPE",
              "NationalAuthority, RegionalAuthority, LocalAuthority, NonProfitOrganisation"
                  + " (default), NonGovernmentalOrganisation or Company"),
          Map.entry("SAMSPEL_PUBLISHER_EMAIL", "where questions about the open data are answered"),
          Map.entry("SAMSPEL_KOLADA_URL", SOURCE.formatted("Kolada")),
          Map.entry(
              "SAMSPEL_SOCIALSTYRELSEN_URL",
              SOURCE.formatted("the statistics database of Socialstyrelsen")),
          Map.entry("SAMSPEL_SCB_URL", SOURCE.formatted("the PxWeb service (version 1)")),
          Map.entry("SAMSPEL_SCB_V2_URL", SOURCE.formatted("the PxWeb service (version 2)")),
          Map.entry("SAMSPEL_VARDEN_I_SIFFROR_URL", SOURCE.formatted("Vården i siffror")));

  static Settings read(Map<String, String> environment) {
    for (var name : new TreeMap<>(environment).keySet()) {
      if (name.startsWith(PREFIX) && !KNOWN.containsKey(name)) {
        throw new Start.Refused(
            "the setting " + name + " is unknown. Known settings:\n" + listing());
      }
    }
    var port = port(environment.getOrDefault("SAMSPEL_PORT", "8080"));
    var data =
        Optional.ofNullable(environment.get("SAMSPEL_DATA"))
            .map(it -> Path.of(it).toAbsolutePath())
            .orElseGet(Start::defaultData);
    if (Files.exists(data) && !Files.isDirectory(data)) {
      throw wrong("SAMSPEL_DATA", data.toString());
    }
    var url = Optional.ofNullable(environment.get("SAMSPEL_DATABASE_URL")).map(Settings::jdbcUrl);
    var user = Optional.ofNullable(environment.get("SAMSPEL_DATABASE_USER"));
    var password = Optional.ofNullable(environment.get("SAMSPEL_DATABASE_PASSWORD"));
    if (url.isEmpty() && (user.isPresent() || password.isPresent())) {
      throw new Start.Refused(
          "SAMSPEL_DATABASE_USER and SAMSPEL_DATABASE_PASSWORD are only used together with"
              + " SAMSPEL_DATABASE_URL, which is not set.");
    }
    var lrsKey = Optional.ofNullable(environment.get("SAMSPEL_LRS_KEY"));
    var lrsSecret = Optional.ofNullable(environment.get("SAMSPEL_LRS_SECRET"));
    if (lrsKey.isPresent() != lrsSecret.isPresent()) {
      throw new Start.Refused(
          "SAMSPEL_LRS_KEY and SAMSPEL_LRS_SECRET are set together or not at all.");
    }
    lrsKey
        .filter(it -> !it.matches("[^\\s:]{1,200}"))
        .ifPresent(it -> {
          throw wrong("SAMSPEL_LRS_KEY", it);
        });
    if (lrsSecret.filter(it -> it.strip().length() < SHORTEST_SECRET).isPresent()) {
      throw new Start.Refused(
          "SAMSPEL_LRS_SECRET is shorter than "
              + SHORTEST_SECRET
              + " characters and could be guessed. A good one comes from: openssl rand -base64 32");
    }
    return new Settings(
        port,
        data,
        url,
        user,
        password,
        baseUrl(environment.getOrDefault("SAMSPEL_BASE_URL", "http://localhost:" + port)),
        yesOrNo("SAMSPEL_DEMO_OPEN", environment.getOrDefault("SAMSPEL_DEMO_OPEN", "no")),
        lrsKey,
        lrsSecret,
        publisher(environment),
        sources(environment));
  }

  private static Map<String, String> publisher(Map<String, String> environment) {
    var publisher = new TreeMap<String, String>();
    PUBLISHER.forEach((name, allowed) -> {
      var text = environment.get(name);
      if (text != null) {
        if (!text.matches(allowed.form())) {
          throw wrong(name, text);
        }
        publisher.put(allowed.property(), text);
      }
    });
    return publisher;
  }

  private static Map<String, String> sources(Map<String, String> environment) {
    var sources = new TreeMap<String, String>();
    SOURCES.forEach((name, source) -> {
      var text = environment.get(name);
      if (text != null) {
        sources.put(source, sourceUrl(name, text));
      }
    });
    return sources;
  }

  private static String sourceUrl(String name, String text) {
    try {
      var uri = URI.create(text);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Refused below with what is allowed.
    }
    throw wrong(name, text);
  }

  private static int port(String text) {
    try {
      var port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // Refused below with what is allowed.
    }
    throw wrong("SAMSPEL_PORT", text);
  }

  private static String jdbcUrl(String text) {
    if (text.startsWith("jdbc:postgresql://")) {
      return text;
    }
    if (text.startsWith("postgresql://") || text.startsWith("postgres://")) {
      return "jdbc:postgresql" + text.substring(text.indexOf(':'));
    }
    throw wrong("SAMSPEL_DATABASE_URL", text);
  }

  private static String baseUrl(String text) {
    try {
      var uri = URI.create(text);
      var plainPath = uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && plainPath) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Refused below with what is allowed.
    }
    throw wrong("SAMSPEL_BASE_URL", text);
  }

  private static boolean yesOrNo(String name, String text) {
    return switch (text) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw wrong(name, text);
    };
  }

  private static Start.Refused wrong(String name, String value) {
    return new Start.Refused(
        name + " is '" + value + "', but should be " + KNOWN.getOrDefault(name, "") + ".");
  }

  private static String listing() {
    var lines = new StringBuilder();
    new TreeMap<>(KNOWN)
        .forEach((name, allowed) ->
            lines.append("  ").append(name).append(": ").append(allowed).append('\n'));
    return lines.toString();
  }
}
