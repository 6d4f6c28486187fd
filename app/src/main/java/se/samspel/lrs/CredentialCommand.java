package se.samspel.lrs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import se.samspel.xapi.Statement;

/**
 * The command {@code ./samspel lrs-credential}: makes a credential and shows its secret once.
 *
 * <pre>
 *   --name=TEXT           what people call it
 *   --scopes=a,b          of: statements/write, statements/read/mine, statements/read, state,
 *                         define, profile, all/read, all; default all
 *   --activities=IRI      bound to the activities whose IRI begins so
 *   --registration=UUID   bound to one registration
 *   --expires=DAY         valid until the end of that day in Sweden, such as 2027-06-30
 * </pre>
 */
@Component
@ConditionalOnProperty(name = "samspel.verb", havingValue = "lrs-credential")
class CredentialCommand implements ApplicationRunner {

  private static final Set<String> OPTIONS =
      Set.of("name", "scopes", "activities", "registration", "expires");
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final Credentials credentials;

  CredentialCommand(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    try {
      var made = credentials.make(wish(List.of(arguments.getSourceArgs())));
      System.out.println("key: " + made.credential().key());
      System.out.println("secret: " + made.secret());
      System.out.println("The secret is shown this once; what is kept of it is a hash.");
    } catch (IllegalArgumentException wrong) {
      System.err.println("samspel: " + wrong.getMessage());
      System.exit(2);
    }
  }

  /**
   * What the words after the verb ask for.
   *
   * @throws IllegalArgumentException with a sentence when one of them is wrong
   */
  static Credentials.Wish wish(List<String> words) {
    var options = options(words);
    return new Credentials.Wish(
        options.getOrDefault("name", ""),
        scopes(options.getOrDefault("scopes", Scope.ALL.text())),
        Optional.ofNullable(options.get("activities")).map(CredentialCommand::iri),
        Optional.ofNullable(options.get("registration")).map(CredentialCommand::uuid),
        Optional.ofNullable(options.get("expires")).map(CredentialCommand::end));
  }

  private static Map<String, String> options(List<String> words) {
    var options = new HashMap<String, String>();
    for (var word : words.subList(Math.min(1, words.size()), words.size())) {
      var equals = word.indexOf('=');
      var name = word.startsWith("--") && equals > 2 ? word.substring(2, equals) : word;
      if (!OPTIONS.contains(name)) {
        throw new IllegalArgumentException(
            "'"
                + word
                + "' is unknown; lrs-credential knows --name=, --scopes=, --activities=,"
                + " --registration= and --expires=");
      }
      options.put(name, word.substring(equals + 1));
    }
    return options;
  }

  private static Set<Scope> scopes(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(text ->
            Scope.of(text)
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "'"
                            + text
                            + "' is no scope; there are "
                            + Arrays.stream(Scope.values())
                                .map(Scope::text)
                                .collect(Collectors.joining(", ")))))
        .collect(Collectors.toSet());
  }

  private static String iri(String text) {
    if (!Statement.isIri(text)) {
      throw new IllegalArgumentException(
          "--activities is '" + text + "', should be an absolute IRI");
    }
    return text;
  }

  private static UUID uuid(String text) {
    return Statement.uuid(text)
        .orElseThrow(() ->
            new IllegalArgumentException("--registration is '" + text + "', should be a UUID"));
  }

  private static Instant end(String text) {
    try {
      return LocalDate.parse(text).plusDays(1).atStartOfDay(SWEDEN).toInstant();
    } catch (DateTimeParseException notADay) {
      throw new IllegalArgumentException(
          "--expires is '" + text + "', should be a day such as 2027-06-30", notADay);
    }
  }
}
