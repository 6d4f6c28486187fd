package se.samspel.programme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;
import se.samspel.core.Kronor;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;

/** Everything that the programme keeps in versions. */
@Component
class ProgrammeTables {

  private final JdbcClient jdbc;
  final Versions<Aim> aims;
  final Versions<Need> needs;
  final Versions<KnowledgeGap> gaps;
  final Versions<Initiative> initiatives;
  final Versions<TimelineEntry> timeline;
  final Versions<Body> bodies;
  final Versions<Meeting> meetings;
  final Versions<AgendaItem> agenda;
  final Versions<Decision> decisions;
  final Versions<Action> actions;

  ProgrammeTables(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
    this.jdbc = jdbc;
    aims = new Versions<>(jdbc, batch, AIMS);
    needs = new Versions<>(jdbc, batch, NEEDS);
    gaps = new Versions<>(jdbc, batch, GAPS);
    initiatives = new Versions<>(jdbc, batch, INITIATIVES);
    timeline = new Versions<>(jdbc, batch, TIMELINE);
    bodies = new Versions<>(jdbc, batch, BODIES);
    meetings = new Versions<>(jdbc, batch, MEETINGS);
    agenda = new Versions<>(jdbc, batch, AGENDA);
    decisions = new Versions<>(jdbc, batch, DECISIONS);
    actions = new Versions<>(jdbc, batch, ACTIONS);
  }

  private static final Versions.Shape<Aim> AIMS =
      new Versions.Shape<>(
          "programme.aim",
          true,
          List.of("text_sv", "text_en", "parent", "valid_from", "valid_to", "source", "synthetic"),
          (rs, n) ->
              new Aim(
                  rs.getString("id"),
                  rs.getString("text_sv"),
                  text(rs, "text_en"),
                  text(rs, "parent"),
                  span(rs),
                  stamp(rs)),
          Aim::id,
          row ->
              Arrays.asList(
                  row.textSv(),
                  row.textEn().orElse(null),
                  row.parent().orElse(null),
                  row.span().from(),
                  row.span().to(),
                  row.stamp().source().orElse(null),
                  row.stamp().synthetic()));

  private static final Versions.Shape<Need> NEEDS =
      new Versions.Shape<>(
          "programme.need",
          true,
          List.of(
              "statement_sv",
              "statement_en",
              "population_sv",
              "severity",
              "said_by",
              "said_year",
              "aim",
              "region",
              "visibility",
              "valid_from",
              "valid_to",
              "source",
              "synthetic"),
          (rs, n) ->
              new Need(
                  rs.getString("id"),
                  rs.getString("statement_sv"),
                  text(rs, "statement_en"),
                  text(rs, "population_sv"),
                  whole(rs, "severity"),
                  text(rs, "said_by"),
                  whole(rs, "said_year"),
                  text(rs, "aim"),
                  text(rs, "region").map(RegionCode::new),
                  rs.getString("visibility").equals("region"),
                  span(rs),
                  stamp(rs)),
          Need::id,
          row ->
              Arrays.asList(
                  row.statementSv(),
                  row.statementEn().orElse(null),
                  row.populationSv().orElse(null),
                  row.severity().orElse(null),
                  row.saidBy().orElse(null),
                  row.saidYear().orElse(null),
                  row.aim().orElse(null),
                  row.region().map(RegionCode::value).orElse(null),
                  row.regionOnly() ? "region" : "public",
                  row.span().from(),
                  row.span().to(),
                  row.stamp().source().orElse(null),
                  row.stamp().synthetic()));

  private static final Versions.Shape<KnowledgeGap> GAPS =
      new Versions.Shape<>(
          "programme.knowledge_gap",
          true,
          List.of(
              "question_sv",
              "question_en",
              "said_by",
              "said_year",
              "aim",
              "valid_from",
              "valid_to",
              "source",
              "synthetic"),
          (rs, n) ->
              new KnowledgeGap(
                  rs.getString("id"),
                  rs.getString("question_sv"),
                  text(rs, "question_en"),
                  text(rs, "said_by"),
                  whole(rs, "said_year"),
                  text(rs, "aim"),
                  span(rs),
                  stamp(rs)),
          KnowledgeGap::id,
          row ->
              Arrays.asList(
                  row.questionSv(),
                  row.questionEn().orElse(null),
                  row.saidBy().orElse(null),
                  row.saidYear().orElse(null),
                  row.aim().orElse(null),
                  row.span().from(),
                  row.span().to(),
                  row.stamp().source().orElse(null),
                  row.stamp().synthetic()));

  private static final Versions.Shape<Initiative> INITIATIVES =
      new Versions.Shape<>(
          "programme.initiative",
          true,
          List.of(
              "name_sv",
              "name_en",
              "parent",
              "lead",
              "aim",
              "need",
              "method",
              "started",
              "ended",
              "valid_from",
              "valid_to",
              "source",
              "synthetic"),
          (rs, n) ->
              new Initiative(
                  rs.getString("id"),
                  rs.getString("name_sv"),
                  text(rs, "name_en"),
                  text(rs, "parent"),
                  text(rs, "lead"),
                  text(rs, "aim"),
                  text(rs, "need"),
                  text(rs, "method"),
                  text(rs, "started"),
                  text(rs, "ended"),
                  span(rs),
                  stamp(rs)),
          Initiative::id,
          row ->
              Arrays.asList(
                  row.nameSv(),
                  row.nameEn().orElse(null),
                  row.parent().orElse(null),
                  row.lead().orElse(null),
                  row.aim().orElse(null),
                  row.need().orElse(null),
                  row.method().orElse(null),
                  row.started().orElse(null),
                  row.ended().orElse(null),
                  row.span().from(),
                  row.span().to(),
                  row.stamp().source().orElse(null),
                  row.stamp().synthetic()));

  private static final Versions.Shape<TimelineEntry> TIMELINE =
      new Versions.Shape<>(
          "programme.timeline_entry",
          false,
          List.of("day", "precision", "kind", "text_sv", "text_en", "source", "synthetic"),
          (rs, n) ->
              new TimelineEntry(
                  rs.getString("id"),
                  rs.getObject("day", LocalDate.class),
                  TimelineEntry.Precision.valueOf(
                      rs.getString("precision").toUpperCase(Locale.ROOT)),
                  rs.getString("kind"),
                  rs.getString("text_sv"),
                  text(rs, "text_en"),
                  stamp(rs)),
          TimelineEntry::id,
          row ->
              Arrays.asList(
                  row.day(),
                  StateMachine.code(row.precision()),
                  row.kind(),
                  row.textSv(),
                  row.textEn().orElse(null),
                  row.stamp().source().orElse(null),
                  row.stamp().synthetic()));

  private static final Versions.Shape<Body> BODIES =
      new Versions.Shape<>(
          "programme.body",
          false,
          List.of("name_sv", "name_en", "task_sv", "source", "synthetic"),
          (rs, n) ->
              new Body(
                  rs.getString("id"),
                  rs.getString("name_sv"),
                  text(rs, "name_en"),
                  text(rs, "task_sv"),
                  stamp(rs)),
          Body::id,
          row ->
              Arrays.asList(
                  row.nameSv(),
                  row.nameEn().orElse(null),
                  row.taskSv().orElse(null),
                  row.stamp().source().orElse(null),
                  row.stamp().synthetic()));

  private static final Versions.Shape<Meeting> MEETINGS =
      new Versions.Shape<>(
          "programme.meeting",
          false,
          List.of("body", "held_on", "title_sv", "place_sv", "source", "synthetic"),
          (rs, n) ->
              new Meeting(
                  rs.getString("id"),
                  rs.getString("body"),
                  rs.getObject("held_on", LocalDate.class),
                  rs.getString("title_sv"),
                  text(rs, "place_sv"),
                  stamp(rs)),
          Meeting::id,
          row ->
              Arrays.asList(
                  row.body(),
                  row.heldOn(),
                  row.titleSv(),
                  row.placeSv().orElse(null),
                  row.stamp().source().orElse(null),
                  row.stamp().synthetic()));

  private static final Versions.Shape<AgendaItem> AGENDA =
      new Versions.Shape<>(
          "programme.agenda_item",
          false,
          List.of("meeting", "position", "title_sv", "about", "synthetic"),
          (rs, n) ->
              new AgendaItem(
                  rs.getString("id"),
                  rs.getString("meeting"),
                  rs.getInt("position"),
                  rs.getString("title_sv"),
                  text(rs, "about"),
                  unsourced(rs)),
          AgendaItem::id,
          row ->
              Arrays.asList(
                  row.meeting(),
                  row.position(),
                  row.titleSv(),
                  row.about().orElse(null),
                  row.stamp().synthetic()));

  private static final Versions.Shape<Decision> DECISIONS =
      new Versions.Shape<>(
          "programme.decision",
          false,
          List.of(
              "body",
              "meeting",
              "agenda_item",
              "decided_on",
              "title_sv",
              "text_sv",
              "diary_number",
              "about",
              "amount_ore",
              "source",
              "synthetic"),
          (rs, n) ->
              new Decision(
                  rs.getString("id"),
                  rs.getString("body"),
                  text(rs, "meeting"),
                  text(rs, "agenda_item"),
                  rs.getObject("decided_on", LocalDate.class),
                  rs.getString("title_sv"),
                  text(rs, "text_sv"),
                  text(rs, "diary_number"),
                  text(rs, "about"),
                  Optional.ofNullable(rs.getObject("amount_ore", Long.class)).map(Kronor::new),
                  stamp(rs)),
          Decision::id,
          row ->
              Arrays.asList(
                  row.body(),
                  row.meeting().orElse(null),
                  row.agendaItem().orElse(null),
                  row.decidedOn(),
                  row.titleSv(),
                  row.textSv().orElse(null),
                  row.diaryNumber().orElse(null),
                  row.about().orElse(null),
                  row.amount().map(Kronor::ore).orElse(null),
                  row.stamp().source().orElse(null),
                  row.stamp().synthetic()));

  private static final Versions.Shape<Action> ACTIONS =
      new Versions.Shape<>(
          "programme.action",
          false,
          List.of(
              "decision",
              "text_sv",
              "owner_sv",
              "region",
              "due_on",
              "done_on",
              "outcome_sv",
              "synthetic"),
          (rs, n) ->
              new Action(
                  rs.getString("id"),
                  rs.getString("decision"),
                  rs.getString("text_sv"),
                  rs.getString("owner_sv"),
                  text(rs, "region").map(RegionCode::new),
                  rs.getObject("due_on", LocalDate.class),
                  Optional.ofNullable(rs.getObject("done_on", LocalDate.class)),
                  text(rs, "outcome_sv"),
                  unsourced(rs)),
          Action::id,
          row ->
              Arrays.asList(
                  row.decision(),
                  row.textSv(),
                  row.ownerSv(),
                  row.region().map(RegionCode::value).orElse(null),
                  row.dueOn(),
                  row.doneOn().orElse(null),
                  row.outcomeSv().orElse(null),
                  row.stamp().synthetic()));

  Map<String, String> regionNames(AsOf asOf) {
    var names = new TreeMap<String, String>();
    jdbc.sql(
            """
            select code, name_sv from actors.public_region
             where recorded_at <= :known and replaced_at > :known\
            """)
        .param("known", Timestamp.from(asOf.known()))
        .query(rs -> {
          names.put(rs.getString(1), rs.getString(2));
        });
    return names;
  }

  private static Optional<String> text(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getString(column));
  }

  private static Optional<Integer> whole(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getObject(column, Integer.class));
  }

  private static DateSpan span(ResultSet rs) throws SQLException {
    return new DateSpan(
        rs.getObject("valid_from", LocalDate.class), rs.getObject("valid_to", LocalDate.class));
  }

  private static Stamp stamp(ResultSet rs) throws SQLException {
    return new Stamp(
        rs.getInt("version"),
        rs.getTimestamp("recorded_at").toInstant(),
        text(rs, "source"),
        rs.getBoolean("synthetic"));
  }

  private static Stamp unsourced(ResultSet rs) throws SQLException {
    return new Stamp(
        rs.getInt("version"),
        rs.getTimestamp("recorded_at").toInstant(),
        Optional.empty(),
        rs.getBoolean("synthetic"));
  }
}
