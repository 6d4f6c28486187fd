package se.samspel.lrs;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.xapi.Json;
import se.samspel.xapi.Limits;

/** Reads statements, and what is known of activities and agents from them. */
@Component
class StatementTable {

  // A page ends early rather than fill the memory; what is left follows under "more".
  private static final long MOST_OCTETS = 16_000_000;

  private final JdbcClient jdbc;

  StatementTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A stored statement. */
  record Stored(Instant stored, String body) {
    Json.Members json() {
      return (Json.Members) Json.read(body, Limits.DEFAULT);
    }
  }

  /**
   * One page of an answer.
   *
   * @param more whether there are further statements after the last
   */
  record Page(List<Stored> statements, boolean more) {}

  /** The statement of the id, empty where there is none or its voided state is another. */
  Optional<Stored> find(UUID id, boolean voided) {
    return jdbc.sql(
            """
            select s.stored, s.body
              from lrs.statement_key k
              join lrs.statement s on s.stored = k.stored
             where k.id = :id and s.voided = :voided\
            """)
        .param("id", id)
        .param("voided", voided)
        .query(
            (rs, n) -> new Stored(moment(rs.getObject(1, OffsetDateTime.class)), rs.getString(2)))
        .optional();
  }

  /** The statements that the filter lets through, by the moment they were stored. */
  Page page(StatementFilter filter) {
    var search = new Search(filter);
    var moments =
        jdbc.sql(search.sql())
            .params(search.parameters())
            .query((rs, n) -> rs.getObject(1, OffsetDateTime.class))
            .list();
    var wanted = moments.subList(0, Math.min(filter.limit(), moments.size()));
    if (wanted.isEmpty()) {
      return new Page(List.of(), false);
    }
    var found =
        jdbc.sql(
                """
                select stored, body
                  from (select stored, body,
                               sum(octet_length(body)) over (order by stored%1$s)
                                 - octet_length(body) as before
                          from lrs.statement where stored = any(cast(:moments as timestamptz[]))) page
                 where before < %2$d
                 order by stored%1$s\
                """
                    .formatted(filter.ascending() ? "" : " desc", MOST_OCTETS))
            .param("moments", list(wanted))
            .query((rs, n) ->
                new Stored(moment(rs.getObject(1, OffsetDateTime.class)), rs.getString(2)))
            .list();
    return new Page(found, moments.size() > found.size());
  }

  /** The statements after the moment in the order that they were committed in. */
  List<Stored> after(Instant moment, int limit) {
    return jdbc.sql(
            """
            select stored, body from lrs.statement
             where stored > :after order by stored limit :limit\
            """)
        .param("after", Moments.sql(moment))
        .param("limit", limit)
        .query(
            (rs, n) -> new Stored(moment(rs.getObject(1, OffsetDateTime.class)), rs.getString(2)))
        .list();
  }

  /** The definitions of the activities that are known, by IRI. */
  Map<String, Json.Members> definitions(java.util.Collection<String> iris) {
    if (iris.isEmpty()) {
      return Map.of();
    }
    var byTerm = new HashMap<UUID, String>();
    iris.forEach(iri -> byTerm.put(Term.activity(iri), iri));
    var found = new HashMap<String, Json.Members>();
    jdbc.sql("select term, definition from lrs.activity where term = any(cast(:terms as uuid[]))")
        .param("terms", list(byTerm.keySet()))
        .query(rs -> {
          found.put(
              java.util.Objects.requireNonNull(byTerm.get(rs.getObject(1, UUID.class))),
              (Json.Members) Json.read(rs.getString(2), Limits.DEFAULT));
        });
    return found;
  }

  /** The names that the agent has been given, as JSON texts. */
  List<Json> names(UUID agent) {
    return jdbc
        .sql("select name from lrs.agent_name where agent = :agent order by name limit 100")
        .param("agent", agent)
        .query(String.class)
        .list()
        .stream()
        .map(text -> Json.read(text, Limits.DEFAULT))
        .toList();
  }

  // As PostgreSQL writes an array; moments and UUIDs need no quotes in it.
  private static String list(java.util.Collection<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
  }

  private static Instant moment(OffsetDateTime time) {
    return time.toInstant();
  }

  /**
   * The query for one page of moments.
   *
   * <p>The most selective part of the filter drives: each place where it can be met is one branch
   * with its own index, read in the order of the moments and cut at the limit, so that the cost
   * depends on the page and not on the size of the store. The rest of the filter is looked up.
   */
  private static final class Search {
    private final StatementFilter filter;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<String> branches = new ArrayList<>();

    Search(StatementFilter filter) {
      this.filter = filter;
      parameters.put("limit", filter.limit() + 1);
      filter.since().ifPresent(it -> parameters.put("since", Moments.sql(it)));
      filter.until().ifPresent(it -> parameters.put("until", Moments.sql(it)));
      filter.from().ifPresent(it -> parameters.put("from", Moments.sql(it)));
      filter.authority().ifPresent(it -> parameters.put("authority", Term.agent(it)));
      filter.verb().ifPresent(it -> parameters.put("verb", Term.verb(it)));
      filter.registration().ifPresent(it -> parameters.put("registration", it));
      filter
          .agent()
          .ifPresent(it -> {
            parameters.put("agent", Term.agent(it));
            parameters.put("alsoAbout", Term.alsoAbout(it));
            if (filter.relatedAgents()) {
              parameters.put("relatedAgent", Term.relatedAgent(it));
            }
          });
      filter
          .activity()
          .ifPresent(it -> {
            parameters.put("activity", Term.activity(it));
            if (filter.relatedActivities()) {
              parameters.put("relatedActivity", Term.relatedActivity(it));
            }
          });
      if (filter.registration().isPresent()) {
        column("registration", "registration");
      } else if (filter.agent().isPresent()) {
        column("actor", "agent");
        related("alsoAbout");
        if (filter.relatedAgents()) {
          related("relatedAgent");
          own(few("s.authority", "agent", "s.stored"));
        }
      } else if (filter.activity().isPresent()) {
        column("activity", "activity");
        if (filter.relatedActivities()) {
          related("relatedActivity");
        }
      } else if (filter.verb().isPresent()) {
        own(few("s.verb", "verb", "s.stored"));
        alias(few("m.verb", "verb", "m.stored"));
      } else if (filter.authority().isPresent()) {
        own(few("s.authority", "authority", "s.stored"));
      } else {
        own(new Driver("true", ""));
      }
    }

    /**
     * What a branch starts from.
     *
     * @param column that leads the order, empty where moments alone do
     */
    private record Driver(String condition, String column) {}

    private static Driver many(String column, String parameter) {
      return new Driver(column + " = :" + parameter, "");
    }

    /**
     * A column of few values, such as verbs. By mere equality the planner could walk through all
     * moments for a value that it takes to be common, and read the whole store where it is rare;
     * written as a range of (value, moment), only the index on both can give the order.
     */
    private Driver few(String column, String parameter, String stored) {
      var pair = "(" + column + ", " + stored + ")";
      var value = "(cast(:" + parameter + " as uuid), cast(";
      var cursor = filter.from();
      var upper =
          filter.until().isPresent() ? " <= " + value + ":until" : " <= " + value + "'infinity'";
      var lower =
          filter.since().isPresent() ? " > " + value + ":since" : " >= " + value + "'-infinity'";
      if (cursor.isPresent()
          && filter.ascending()
          && !cursor.get().isBefore(filter.since().orElse(Instant.MIN))) {
        lower = " > " + value + ":from";
      }
      if (cursor.isPresent()
          && !filter.ascending()
          && !cursor.get().isAfter(filter.until().orElse(Instant.MAX))) {
        upper = " < " + value + ":from";
      }
      var type = " as timestamptz))";
      return new Driver(pair + lower + type + " and " + pair + upper + type, column);
    }

    private boolean drivenByAgent() {
      return filter.registration().isEmpty();
    }

    private boolean drivenByActivity() {
      return filter.registration().isEmpty() && filter.agent().isEmpty();
    }

    private void column(String column, String parameter) {
      own(many("s." + column, parameter));
      alias(many("m." + column, parameter));
    }

    private void alias(Driver driver) {
      branch(
          "lrs.alias m join lrs.statement s on s.stored = m.stored",
          driver,
          "m",
          "m.stored",
          "m.via");
    }

    private void own(Driver driver) {
      branch("lrs.statement s", driver, "s", "s.stored", "s.stored");
    }

    private void related(String parameter) {
      branch(
          "lrs.related r join lrs.statement s on s.stored = r.stored"
              + " join lrs.statement m on m.stored = r.via",
          many("r.term", parameter),
          "m",
          "r.stored",
          "r.via");
    }

    private void branch(String from, Driver driver, String match, String stored, String via) {
      var conditions = new ArrayList<String>();
      conditions.add(driver.condition());
      conditions.add("not s.voided");
      filter.since().ifPresent(it -> conditions.add(stored + " > :since"));
      filter.until().ifPresent(it -> conditions.add(stored + " <= :until"));
      filter
          .from()
          .ifPresent(it -> conditions.add(stored + (filter.ascending() ? " > " : " < ") + ":from"));
      filter
          .authority()
          .filter(it -> filter.agent().isPresent() || !driver.column().equals("s.authority"))
          .ifPresent(it -> conditions.add("s.authority = :authority"));
      filter
          .verb()
          .filter(it -> !driver.column().equals(match + ".verb"))
          .ifPresent(it -> conditions.add(match + ".verb = :verb"));
      filter
          .registration()
          .ifPresent(it -> conditions.add(match + ".registration = :registration"));
      filter
          .agent()
          .filter(it -> !drivenByAgent())
          .ifPresent(it ->
              conditions.add(
                  "("
                      + match
                      + ".actor = :agent or "
                      + held("alsoAbout", via)
                      + (filter.relatedAgents()
                          ? " or s.authority = :agent or " + held("relatedAgent", via)
                          : "")
                      + ")"));
      filter
          .activity()
          .filter(it -> !drivenByActivity())
          .ifPresent(it ->
              conditions.add(
                  "("
                      + match
                      + ".activity = :activity"
                      + (filter.relatedActivities() ? " or " + held("relatedActivity", via) : "")
                      + ")"));
      branches.add(
          "(select "
              + stored
              + " as stored from "
              + from
              + " where "
              + String.join(" and ", conditions)
              + " order by "
              + (driver.column().isEmpty() ? "" : driver.column() + direction() + ", ")
              + stored
              + direction()
              + " limit :limit)");
    }

    private static String held(String parameter, String via) {
      return "exists (select 1 from lrs.related x where x.term = :"
          + parameter
          + " and x.stored = s.stored and x.via = "
          + via
          + ")";
    }

    private String direction() {
      return filter.ascending() ? "" : " desc";
    }

    String sql() {
      if (branches.size() == 1) {
        return branches.getFirst();
      }
      return branches.stream()
          .collect(
              Collectors.joining(
                  " union all ",
                  "select distinct stored from (",
                  ") found order by stored" + direction() + " limit :limit"));
    }

    Map<String, Object> parameters() {
      return parameters;
    }
  }
}
