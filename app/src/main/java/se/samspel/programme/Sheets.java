package se.samspel.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.Node;
import se.samspel.core.NodeKind;
import se.samspel.core.Permission;
import se.samspel.core.Person;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;
import se.samspel.involvement.InvolvementChoices;
import se.samspel.involvement.Involvements;
import se.samspel.ui.Choice;
import se.samspel.ui.Form;
import se.samspel.ui.FormField;
import se.samspel.ui.Frame;
import se.samspel.ui.Listing;
import se.samspel.ui.Messages;
import se.samspel.ui.NodeChoices;
import se.samspel.ui.Page;
import se.samspel.ui.TextDiff;
import se.samspel.ui.Visit;

/** What the programme's pages have in common: a list, a sheet about one thing, and its versions. */
@Component
class Sheets {

  static final int ROWS = 50;

  private final Programme programme;
  private final Involvements involvements;
  private final InvolvementChoices behind;
  private final NodeChoices nodes;

  Sheets(
      Programme programme,
      Involvements involvements,
      InvolvementChoices behind,
      NodeChoices nodes) {
    this.programme = programme;
    this.involvements = involvements;
    this.behind = behind;
    this.nodes = nodes;
  }

  /**
   * A cell of a list.
   *
   * @param gap whether it tells of something overdue or missing
   */
  record Cell(
      String text, Optional<String> href, boolean synthetic, Optional<String> source, boolean gap) {
    static Cell of(String text) {
      return new Cell(text, Optional.empty(), false, Optional.empty(), false);
    }

    static Cell link(String text, String href, boolean synthetic) {
      return new Cell(text, Optional.of(href), synthetic, Optional.empty(), false);
    }

    static Cell source(Stamp stamp) {
      return new Cell(
          stamp.source().orElse(""),
          Optional.empty(),
          false,
          Optional.of(stamp.source().orElse("")),
          false);
    }

    /** The same cell, marked where what it says was made up. */
    Cell marked(boolean made) {
      return new Cell(text, href, made, source, gap);
    }

    Cell alarming(boolean alarming) {
      return new Cell(text, href, synthetic, source, alarming);
    }
  }

  /** A choice that narrows a list. */
  record Filter(String name, String label, List<Choice> choices, String value) {}

  /** Somewhere to go from a page. */
  record Door(String href, String label) {}

  /** A list with search and filters. */
  record ListPage(
      Frame frame,
      String lead,
      List<Door> doors,
      String path,
      String search,
      List<Filter> filters,
      List<String> headers,
      Listing<List<Cell>> rows)
      implements Page {
    int pages() {
      return (int) Math.max(1, (rows.total() + rows.limit() - 1) / rows.limit());
    }

    /** The same list on another page. */
    String at(int page) {
      var query = new StringBuilder(path + "?sida=" + page);
      if (!search.isEmpty()) {
        query.append("&q=").append(encode(search));
      }
      for (var filter : filters) {
        if (!filter.value().isEmpty()) {
          query.append('&').append(filter.name()).append('=').append(encode(filter.value()));
        }
      }
      return query.toString();
    }

    private static String encode(String text) {
      return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /** Which page of a list is asked for. */
  static int page(Visit visit) {
    return visit
        .query("sida")
        .filter(it -> it.matches("\\d{1,6}"))
        .map(Integer::parseInt)
        .filter(it -> it > 0)
        .orElse(1);
  }

  /** Whether any of the texts holds the words asked for. */
  static boolean says(Optional<String> asked, Stream<Optional<String>> texts) {
    var words = asked.map(it -> it.toLowerCase(Locale.ROOT).strip());
    return words.isEmpty()
        || texts
            .flatMap(Optional::stream)
            .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words.get()));
  }

  /** Something known about a thing. */
  record Fact(String label, String value, Optional<String> href) {
    static Fact of(String label, String value) {
      return new Fact(label, value, Optional.empty());
    }
  }

  /** Things that belong to a thing. */
  record Related(String title, List<Row> rows) {}

  record Row(String text, Optional<String> href, String more, boolean synthetic) {}

  record Version(int number, Instant recordedAt) {}

  /** The versions of a thing and the difference between two of them. */
  record Past(List<Version> versions, int from, int to, Optional<TextDiff> diff) {
    static final Past NONE = new Past(List.of(), 0, 0, Optional.empty());
  }

  /**
   * Where a thing stands.
   *
   * @param state empty where no source says
   * @param byDates whether it follows from dates alone
   * @param overdue whether nobody has confirmed it for long
   * @param merged the needs that it has been merged into, by identity
   */
  record Standing(
      NodeKind kind,
      Optional<String> state,
      boolean byDates,
      boolean overdue,
      List<Transition> steps,
      Optional<String> confirm,
      Map<String, Node> merged) {
    String key(String code) {
      return "state." + kind.code() + "." + code;
    }

    /** Whether the step that led here was made up. */
    boolean synthetic() {
      return !steps.isEmpty() && steps.getFirst().synthetic();
    }
  }

  /** A form to take a step with. */
  record StepForm(String action, Form form, List<FormField> fields) {}

  /** A page about one thing. */
  record Sheet(
      Frame frame,
      String kind,
      boolean synthetic,
      List<Fact> facts,
      Optional<Standing> standing,
      Optional<StepForm> step,
      List<Related> related,
      Past past,
      Optional<String> source,
      Optional<String> thread,
      List<Door> doors,
      String path)
      implements Page {
    boolean signedIn() {
      return frame.person().signedIn();
    }

    /** The day as people read it; unknown where no source gives one. */
    String day(LocalDate day) {
      var words = numbers().day(day);
      return words.isEmpty() ? t("missing") : words;
    }
  }

  /** A form for adding or editing. */
  record FormPage(
      Frame frame,
      String lead,
      String action,
      String submit,
      Form form,
      List<FormField> fields,
      String back)
      implements Page {}

  /** The versions, with the difference that the address asks for or else the newest one. */
  <T> Past past(
      Visit visit, List<T> history, Function<T, Stamp> stamp, Function<T, List<Fact>> facts) {
    if (history.size() < 2) {
      return Past.NONE;
    }
    var newest = stamp.apply(history.getFirst()).version();
    int to = number(visit, "till").filter(it -> it <= newest && it >= 1).orElse(newest);
    int from =
        number(visit, "fran").filter(it -> it <= newest && it >= 1).orElse(Math.max(1, to - 1));
    var texts = new HashMap<Integer, String>();
    for (var row : history) {
      texts.put(stamp.apply(row).version(), text(facts.apply(row)));
    }
    return new Past(
        history.stream()
            .map(row -> new Version(stamp.apply(row).version(), stamp.apply(row).recordedAt()))
            .toList(),
        from,
        to,
        Optional.of(TextDiff.of(texts.getOrDefault(from, ""), texts.getOrDefault(to, ""))));
  }

  private static Optional<Integer> number(Visit visit, String name) {
    return visit.query(name).filter(it -> it.matches("\\d{1,6}")).map(Integer::parseInt);
  }

  private static String text(List<Fact> facts) {
    var text = new StringBuilder();
    for (var fact : facts) {
      text.append(fact.label()).append(": ").append(fact.value()).append(".\n");
    }
    return text.toString();
  }

  /** Where a need or a knowledge gap stands. */
  Standing standing(NodeKind kind, String id, AsOf asOf) {
    var steps = programme.listSteps(kind, id, asOf);
    return new Standing(
        kind,
        steps.stream().findFirst().map(Transition::to),
        false,
        false,
        steps,
        Optional.empty(),
        kind == NodeKind.NEED ? merged(steps, asOf) : Map.of());
  }

  private Map<String, Node> merged(List<Transition> steps, AsOf asOf) {
    return programme
        .describe(
            steps.stream().flatMap(it -> it.towards().stream()).map(it -> "need:" + it).toList(),
            asOf)
        .values()
        .stream()
        .collect(Collectors.toMap(it -> it.ref().id(), Function.identity()));
  }

  /** Where an initiative stands. */
  Standing standing(Initiative initiative, Person person, AsOf asOf) {
    var steps = programme.listSteps(NodeKind.INITIATIVE, initiative.id(), asOf);
    var state = Programme.state(initiative, steps.stream().findFirst(), asOf.day());
    return new Standing(
        NodeKind.INITIATIVE,
        state.map(StateMachine::code),
        steps.isEmpty(),
        overdue(state, steps.stream().findFirst(), asOf.day()),
        steps,
        state.filter(Initiative.State::living).isPresent() && person.may(Permission.EDIT_PROGRAMME)
            ? Optional.of("/insatser/" + initiative.id() + "/bekrafta")
            : Optional.empty(),
        Map.of());
  }

  /** Whether a living initiative has gone unconfirmed for more than ninety days. */
  static boolean overdue(
      Optional<Initiative.State> state, Optional<Transition> newest, LocalDate day) {
    return state.filter(Initiative.State::living).isPresent()
        && newest
            .filter(it -> ChronoUnit.DAYS.between(it.day(), day) <= Initiative.CONFIRM_DAYS)
            .isEmpty();
  }

  /** The form to take a step with, where the reader may take any. */
  Optional<StepForm> stepForm(
      Visit visit,
      NodeKind kind,
      String id,
      String action,
      Standing standing,
      Optional<Form> sent) {
    var person = visit.person();
    var from = standing.state().orElse(Machines.first(kind));
    var nexts =
        Machines.from(kind, from).stream()
            .map(step -> StateMachine.code(step.to()))
            .filter(to ->
                person.may(Permission.EDIT_PROGRAMME)
                    || (person.may(Permission.RAISE_NEED)
                        && kind == NodeKind.INITIATIVE
                        && to.equals(StateMachine.code(Initiative.State.PROPOSED))))
            .map(to -> new Choice(to, t(visit, "state." + kind.code() + "." + to)))
            .toList();
    if (nexts.isEmpty()) {
      return Optional.empty();
    }
    var fields = new ArrayList<FormField>();
    fields.add(FormField.hidden("from"));
    fields.add(FormField.required("to", "step.to", "select").among(nexts));
    fields.add(FormField.required("reason", "step.reason", "textarea").hinted("step.reason-hint"));
    if (kind != NodeKind.KNOWLEDGE_GAP) {
      fields.add(
          FormField.optional("involvement", "step.involvement", "select")
              .hinted("step.involvement-hint")
              .among(behind.about(visit, standsBehind(kind, id, AsOf.day(visit.today())))));
    }
    var form = sent.orElseGet(() -> Form.of(Map.of("from", from)));
    fields.add(
        FormField.optional("decision", "step.decision", "select")
            .hinted("step.decision-hint")
            .among(nodes.ofOne(visit, NodeKind.DECISION, form.value("decision"))));
    fields.add(FormField.optional("day", "step.day", "date").hinted("step.day-hint"));
    if (kind == NodeKind.NEED) {
      fields.add(
          FormField.optional("revisitOn", "step.revisit-on", "date").hinted("step.revisit-hint"));
      fields.add(
          FormField.optional("towards", "step.merged", "select")
              .hinted("step.merged-hint")
              .among(
                  nodes.ofOne(visit, NodeKind.NEED, form.value("towards")).stream()
                      .filter(it -> !it.value().equals(id))
                      .toList()));
    }
    if (kind == NodeKind.INITIATIVE) {
      fields.add(FormField.optional("towards", "step.handed", "text").hinted("step.handed-hint"));
    }
    return Optional.of(new StepForm(action, form, fields));
  }

  /** The thing itself and the decisions about it: involvement in either stands behind a step. */
  private List<String> standsBehind(NodeKind kind, String id, AsOf asOf) {
    var thing = kind.code() + ":" + id;
    return Stream.concat(
            Stream.of(thing),
            programme.decisionsAbout(thing, asOf).stream().map(it -> "decision:" + it.id()))
        .toList();
  }

  /** The involvement and the waivers about a thing. */
  Related involvement(Visit visit, String subject, AsOf asOf) {
    var numbers = visit.titled("").numbers();
    return new Related(
        "programme.involvement",
        Stream.concat(
                involvements.listAbout(subject, asOf).stream()
                    .map(it ->
                        new Row(
                            t(visit, "involvement.level." + it.level()),
                            Optional.of("/delaktighet/" + it.id()),
                            numbers.day(it.heldOn()),
                            it.synthetic())),
                involvements.listWaiversAbout(subject, asOf).stream()
                    .map(it ->
                        new Row(
                            t(visit, "waiver.title") + ": " + it.reason(),
                            Optional.of("/delaktighet/undantag/" + it.id()),
                            it.decidedBy() + ", " + numbers.day(it.decidedOn()),
                            it.synthetic())))
            .toList());
  }

  /** Doors for those who record involvement. */
  static List<Door> involvementDoors(Visit visit, String subject) {
    return visit.person().may(Permission.RECORD_INVOLVEMENT)
        ? List.of(
            new Door("/delaktighet/ny?om=" + subject, "involvement.record-this"),
            new Door("/delaktighet/undantag/nytt?om=" + subject, "waiver.record-this"))
        : List.of();
  }

  /** The decisions about a thing. */
  static Related decisions(Visit visit, List<Decision> all, String subject) {
    var numbers = visit.titled("").numbers();
    return new Related(
        "programme.decisions",
        all.stream()
            .filter(it -> it.about().filter(subject::equals).isPresent())
            .map(it ->
                new Row(
                    it.titleSv(),
                    Optional.of("/beslut/" + it.id()),
                    numbers.day(it.decidedOn()),
                    it.stamp().synthetic()))
            .toList());
  }

  List<Choice> aimChoices(AsOf asOf) {
    return programme.listEveryAim(asOf).stream()
        .map(it -> new Choice(it.id(), it.textSv()))
        .toList();
  }

  List<Choice> regionChoices(AsOf asOf) {
    return programme.regionNames(asOf).entrySet().stream()
        .map(it -> new Choice(it.getKey(), it.getValue()))
        .toList();
  }

  String region(Visit visit, Optional<RegionCode> region, Map<String, String> names) {
    return region
        .map(it -> names.getOrDefault(it.value(), it.value()))
        .orElse(t(visit, "programme.country"));
  }

  static String t(Visit visit, String key, Object... arguments) {
    return Messages.get(visit.locale(), key, arguments);
  }

  /** The text in the page's language, Swedish where there is no other. */
  static String text(Visit visit, String sv, Optional<String> en) {
    return visit.locale().getLanguage().equals("en") ? en.orElse(sv) : sv;
  }
}
