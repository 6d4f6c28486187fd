package se.samspel.lrs;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Messages;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;
import se.samspel.xapi.AgentId;
import se.samspel.xapi.Json;
import se.samspel.xapi.Statement;
import se.samspel.xapi.Timestamps;

/** The store as those who keep it see it: what arrives, from whom, what was refused, the keys. */
@Controller
@Permit(Permission.KEEP_LRS)
class LrsPages {

  private static final int ROWS = 25;

  private final Html html;
  private final StatementTable table;
  private final Volumes volumes;
  private final Failures failures;
  private final Credentials credentials;
  private final CredentialKeeping keeping;
  private final String home;

  LrsPages(
      Html html,
      StatementTable table,
      Volumes volumes,
      Failures failures,
      Credentials credentials,
      CredentialKeeping keeping,
      @Value("${samspel.base-url}") String home) {
    this.html = html;
    this.table = table;
    this.volumes = volumes;
    this.failures = failures;
    this.credentials = credentials;
    this.keeping = keeping;
    this.home = home;
  }

  /**
   * A statement as one line of a table.
   *
   * @param id its identity
   * @param person identifier of the one it is about
   */
  record Line(String id, Instant stored, String person, String verb, String object) {}

  /** A day's count with the source's name. */
  record Count(String day, String source, long statements) {}

  /** What the search form holds. */
  record Search(String person, String verb, String activity, String registration) {
    boolean any() {
      return !(person + verb + activity + registration).isEmpty();
    }
  }

  record StorePage(
      Frame frame,
      List<Line> lines,
      Optional<String> older,
      List<Count> counts,
      List<Failures.Failure> failures,
      Search search,
      List<String> faults)
      implements Page {}

  record StatementPage(Frame frame, Line line, boolean voided, String json) implements Page {}

  record KeysPage(
      Frame frame,
      List<Credential> keys,
      List<String> scopes,
      List<String> faults,
      Optional<Credentials.Made> made)
      implements Page {
    List<String> scopesOf(Credential key) {
      return key.scopes().stream().map(Scope::text).sorted().toList();
    }
  }

  @GetMapping("/lrs")
  View store(Visit visit) {
    var search =
        new Search(
            visit.query("person").orElse("").strip(),
            visit.query("verb").orElse("").strip(),
            visit.query("aktivitet").orElse("").strip(),
            visit.query("registrering").orElse("").strip());
    var faults = new java.util.ArrayList<String>();
    var registration = Statement.uuid(search.registration());
    if (!search.registration().isEmpty() && registration.isEmpty()) {
      faults.add(Messages.get(visit.locale(), "lrs.fault.registration"));
    }
    var person = person(search.person());
    if (!search.person().isEmpty() && person.isEmpty()) {
      faults.add(Messages.get(visit.locale(), "lrs.fault.person"));
    }
    var page =
        faults.isEmpty()
            ? table.page(
                new StatementFilter(
                    person,
                    Optional.of(search.verb()).filter(it -> !it.isEmpty()),
                    Optional.of(search.activity()).filter(it -> !it.isEmpty()),
                    registration,
                    true,
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    ROWS,
                    visit.query("fore").flatMap(Timestamps::parse),
                    Optional.empty()))
            : new StatementTable.Page(List.of(), false);
    var older =
        page.more()
            ? Optional.of(older(search, page.statements().getLast().stored()))
            : Optional.<String>empty();
    var view =
        new StorePage(
            visit.frame("lrs.title"),
            page.statements().stream().map(it -> line(it, visit.locale())).toList(),
            older,
            counts(visit),
            failures.newest().stream().limit(ROWS).toList(),
            search,
            faults);
    return html.page(
        "lrs/store.jte", view, faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private static String older(Search search, Instant last) {
    var query = new StringBuilder("/lrs?fore=").append(Moments.text(last));
    java.util.Map.of(
            "person", search.person(),
            "verb", search.verb(),
            "aktivitet", search.activity(),
            "registrering", search.registration())
        .forEach((name, value) -> {
          if (!value.isEmpty()) {
            query
                .append('&')
                .append(name)
                .append('=')
                .append(java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8));
          }
        });
    return query.toString();
  }

  /** An e-mail address, or a home page and a name with a space between. */
  private static Optional<AgentId> person(String text) {
    if (text.contains("@") && !text.contains(" ")) {
      return Optional.of(
          new AgentId("mbox", text.startsWith("mailto:") ? text : "mailto:" + text, ""));
    }
    var space = text.indexOf(' ');
    return space > 0 && Statement.isIri(text.substring(0, space))
        ? Optional.of(
            new AgentId("account", text.substring(space + 1).strip(), text.substring(0, space)))
        : Optional.empty();
  }

  private List<Count> counts(Visit visit) {
    var names =
        credentials.all().stream()
            .collect(
                Collectors.toMap(
                    it -> Term.agent(it.agent(home)),
                    it -> it.name().isBlank() ? it.key() : it.name()));
    return volumes.recent().stream()
        .map(it ->
            new Count(
                it.day().toString(),
                names.getOrDefault(
                    it.authority(), Messages.get(visit.locale(), "lrs.source.environment")),
                it.statements()))
        .toList();
  }

  @GetMapping("/lrs/handelser/{id}")
  View statement(Visit visit, @PathVariable String id) {
    var uuid = Statement.uuid(id).orElseThrow(Refused::notFound);
    var current = table.find(uuid, false);
    var found = current.or(() -> table.find(uuid, true)).orElseThrow(Refused::notFound);
    return html.page(
        "lrs/statement.jte",
        new StatementPage(
            visit.frame("lrs.statement"),
            line(found, visit.locale()),
            current.isEmpty(),
            indented(found.json(), 0)));
  }

  @GetMapping("/lrs/nycklar")
  View keys(Visit visit) {
    return keys(visit, List.of(), Optional.empty(), HttpStatus.OK);
  }

  @PostMapping("/lrs/nycklar")
  View make(Visit visit, @RequestParam MultiValueMap<String, String> form) {
    try {
      var wish =
          CredentialKeeping.wish(
              first(form, "namn"),
              form.getOrDefault("far", List.of()),
              first(form, "aktiviteter"),
              first(form, "registrering"),
              first(form, "till"));
      return keys(visit, List.of(), Optional.of(keeping.make(wish)), HttpStatus.OK);
    } catch (Refused refused) {
      var faults =
          refused.faults().stream()
              .map(it -> Messages.get(visit.locale(), it.key(), it.arguments()))
              .toList();
      return keys(visit, faults, Optional.empty(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  @PostMapping("/lrs/nycklar/{key}/aterkalla")
  String revoke(@PathVariable String key) {
    keeping.revoke(key);
    return "redirect:/lrs/nycklar?klart=lrs-key-revoked";
  }

  private View keys(
      Visit visit, List<String> faults, Optional<Credentials.Made> made, HttpStatus status) {
    return html.page(
        "lrs/keys.jte",
        new KeysPage(
            visit.frame("lrs.keys"),
            credentials.all(),
            java.util.Arrays.stream(Scope.values()).map(Scope::text).toList(),
            faults,
            made),
        status);
  }

  private static String first(MultiValueMap<String, String> form, String name) {
    return Optional.ofNullable(form.getFirst(name)).orElse("").strip();
  }

  // ---- a statement in words ----------------------------------------------------------------

  private static Line line(StatementTable.Stored stored, Locale locale) {
    var json = stored.json();
    var statement = new Statement(json);
    return new Line(
        json.findText("id").orElse(""),
        stored.stored(),
        statement.agents().stream().findFirst().map(LrsPages::shown).orElse(""),
        json.findMembers("verb")
            .flatMap(verb -> verb.findMembers("display"))
            .flatMap(display -> inLanguage(display, locale))
            .orElse(statement.verb()),
        json.findMembers("object").map(object -> object(object, locale)).orElse(""));
  }

  private static String shown(AgentId agent) {
    return agent.value().startsWith("mailto:") ? agent.value().substring(7) : agent.value();
  }

  private static String object(Json.Members object, Locale locale) {
    return object
        .findMembers("definition")
        .flatMap(definition -> definition.findMembers("name"))
        .flatMap(name -> inLanguage(name, locale))
        .or(() -> object.findText("id"))
        .or(() -> AgentId.of(object).map(LrsPages::shown))
        .or(() -> object.findText("objectType"))
        .orElse("");
  }

  private static Optional<String> inLanguage(Json.Members map, Locale locale) {
    return map.values().keySet().stream()
        .filter(tag -> tag.toLowerCase(Locale.ROOT).startsWith(locale.getLanguage()))
        .findFirst()
        .or(() -> map.values().keySet().stream().findFirst())
        .flatMap(map::findText);
  }

  /** The JSON with a line for each value, for reading. */
  private static String indented(Json json, int depth) {
    var inner = "  ".repeat(depth + 1);
    var end = "\n" + "  ".repeat(depth);
    return switch (json) {
      case Json.Members members when !members.values().isEmpty() ->
          members.values().entrySet().stream()
              .map(it ->
                  inner
                      + Json.text(it.getKey()).write()
                      + ": "
                      + indented(it.getValue(), depth + 1))
              .collect(Collectors.joining(",\n", "{\n", end + "}"));
      case Json.Items items when !items.values().isEmpty() ->
          items.values().stream()
              .map(it -> inner + indented(it, depth + 1))
              .collect(Collectors.joining(",\n", "[\n", end + "]"));
      default -> json.write();
    };
  }
}
