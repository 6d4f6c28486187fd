package se.samspel.funding;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;
import se.samspel.core.Kronor;
import se.samspel.core.RegionCode;

/** The rows of the schema {@code funding}, and what they point at in other modules. */
@Repository
class FundingTable {

  private final JdbcClient jdbc;

  FundingTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What a budget line's entries come to in one region.
   *
   * @param region the entries' own region, otherwise the line's; empty for the whole country
   */
  record Sum(String budgetLine, Optional<RegionCode> region, Kronor committed, Kronor spent) {}

  List<Agreement> agreements(Instant known) {
    return jdbc.sql(
            """
            select * from funding.agreement
             where recorded_at <= :known and replaced_at > :known
             order by valid_from desc, name_sv, id\
            """)
        .param("known", Timestamp.from(known))
        .query((rs, n) -> agreement(rs))
        .list();
  }

  List<BudgetLine> budgetLines(Instant known) {
    return jdbc.sql(
            """
            select * from funding.budget_line
             where recorded_at <= :known and replaced_at > :known
             order by valid_from desc, agreement, cost_type, region nulls first, id\
            """)
        .param("known", Timestamp.from(known))
        .query((rs, n) -> budgetLine(rs))
        .list();
  }

  List<Entry> entries(@Nullable String budgetLine, AsOf asOf) {
    return jdbc.sql(
            """
            select * from funding.entry
             where recorded_at <= :known and replaced_at > :known and day <= :day
               and (:line::text is null or budget_line = :line)
             order by day desc, id\
            """)
        .param("known", Timestamp.from(asOf.known()))
        .param("day", asOf.day())
        .param("line", budgetLine)
        .query((rs, n) -> entry(rs))
        .list();
  }

  List<Duty> duties(Instant known) {
    return jdbc.sql(
            """
            select * from funding.duty
             where recorded_at <= :known and replaced_at > :known
             order by due_on, id\
            """)
        .param("known", Timestamp.from(known))
        .query((rs, n) -> duty(rs))
        .list();
  }

  List<Sum> sums(AsOf asOf) {
    return jdbc.sql(
            """
            with entry as (
              select id, budget_line, kind, settles, amount_ore, region from funding.entry
               where recorded_at <= :known and replaced_at > :known and day <= :day),
            settled as (
              select settles as id, sum(amount_ore) as ore from entry
               where kind = 'outcome' and settles is not null group by settles)
            select entry.budget_line, coalesce(entry.region, line.region) as region,
                   sum(case when kind <> 'commitment' then 0
                            when entry.amount_ore < 0 then entry.amount_ore
                            else greatest(entry.amount_ore - coalesce(settled.ore, 0), 0) end)::bigint
                     as committed,
                   sum(case when kind = 'outcome' then entry.amount_ore else 0 end)::bigint as spent
              from entry
              join funding.budget_line line
                on line.id = entry.budget_line
               and line.recorded_at <= :known and line.replaced_at > :known
              left join settled on settled.id = entry.id
             group by 1, 2
             order by 1, 2\
            """)
        .param("known", Timestamp.from(asOf.known()))
        .param("day", asOf.day())
        .query((rs, n) ->
            new Sum(
                rs.getString("budget_line"),
                region(rs),
                new Kronor(rs.getLong("committed")),
                new Kronor(rs.getLong("spent"))))
        .list();
  }

  /** Lines whose promises and outcomes are more than they hold, now and without leave. */
  List<String> overdrawn() {
    return jdbc.sql(
            """
            with entry as (
              select id, budget_line, kind, settles, amount_ore from funding.entry
               where replaced_at = 'infinity'),
            settled as (
              select settles as id, sum(amount_ore) as ore from entry
               where kind = 'outcome' and settles is not null group by settles),
            used as (
              select budget_line,
                     sum(case when kind = 'outcome' or amount_ore < 0 then amount_ore
                              else greatest(amount_ore - coalesce(settled.ore, 0), 0) end) as ore
                from entry left join settled on settled.id = entry.id
               group by budget_line)
            select line.id from funding.budget_line line join used on used.budget_line = line.id
             where line.replaced_at = 'infinity' and line.overdraft_decision is null
               and used.ore > line.amount_ore
             order by 1\
            """)
        .query(String.class)
        .list();
  }

  void replaceAgreement(String id, Instant moment) {
    replace(
        "update funding.agreement set replaced_at = :at where id = :id and replaced_at ="
            + " 'infinity'",
        id,
        moment);
  }

  void replaceBudgetLine(String id, Instant moment) {
    replace(
        "update funding.budget_line set replaced_at = :at where id = :id and replaced_at ="
            + " 'infinity'",
        id,
        moment);
  }

  void replaceEntry(String id, Instant moment) {
    replace(
        "update funding.entry set replaced_at = :at where id = :id and replaced_at = 'infinity'",
        id,
        moment);
  }

  void replaceDuty(String id, Instant moment) {
    replace(
        "update funding.duty set replaced_at = :at where id = :id and replaced_at = 'infinity'",
        id,
        moment);
  }

  private void replace(String sql, String id, Instant moment) {
    jdbc.sql(sql).param("at", Timestamp.from(moment)).param("id", id).update();
  }

  void add(Agreement it, Instant moment) {
    jdbc.sql(
            """
            insert into funding.agreement
              (id, version, name_sv, kind, period, parent, amount_ore, purpose_sv, diary_number,
               spend_by, report_by, carry_over, valid_from, valid_to, recorded_at, source, synthetic)
            values (:id, :version, :name, :kind, :period, :parent, :amount, :purpose, :diary,
               :spend_by, :report_by, :carry_over, :from, :to, :at, :source, :synthetic)\
            """)
        .param("id", it.id())
        .param("version", it.version())
        .param("name", it.name())
        .param("kind", code(it.kind()))
        .param("period", it.period())
        .param("parent", it.parent().orElse(null))
        .param("amount", it.amount().map(Kronor::ore).orElse(null))
        .param("purpose", it.purpose().orElse(null))
        .param("diary", it.diaryNumber().orElse(null))
        .param("spend_by", it.spendBy().orElse(null))
        .param("report_by", it.reportBy().orElse(null))
        .param("carry_over", it.carryOver().orElse(null))
        .param("from", it.span().from())
        .param("to", it.span().to())
        .param("at", Timestamp.from(moment))
        .param("source", it.source().orElse(null))
        .param("synthetic", it.synthetic())
        .update();
  }

  void add(BudgetLine it, Instant moment) {
    jdbc.sql(
            """
            insert into funding.budget_line
              (id, version, agreement, initiative, cost_type, region, purpose_sv, amount_ore,
               overdraft_decision, decision, involvement, valid_from, valid_to, recorded_at, source,
               synthetic)
            values (:id, :version, :agreement, :initiative, :cost_type, :region, :purpose, :amount,
               :overdraft, :decision, :involvement, :from, :to, :at, :source, :synthetic)\
            """)
        .param("id", it.id())
        .param("version", it.version())
        .param("agreement", it.agreement())
        .param("initiative", it.initiative().orElse(null))
        .param("cost_type", code(it.costType()))
        .param("region", it.region().map(RegionCode::value).orElse(null))
        .param("purpose", it.purpose().orElse(null))
        .param("amount", it.amount().ore())
        .param("overdraft", it.overdraftDecision().orElse(null))
        .param("decision", it.decision().orElse(null))
        .param("involvement", it.involvement().orElse(null))
        .param("from", it.span().from())
        .param("to", it.span().to())
        .param("at", Timestamp.from(moment))
        .param("source", it.source().orElse(null))
        .param("synthetic", it.synthetic())
        .update();
  }

  void add(Entry it, Instant moment) {
    jdbc.sql(
            """
            insert into funding.entry
              (id, version, budget_line, kind, settles, day, amount_ore, region, method, text_sv,
               recorded_at, source, synthetic)
            values (:id, :version, :line, :kind, :settles, :day, :amount, :region, :method, :text,
               :at, :source, :synthetic)\
            """)
        .param("id", it.id())
        .param("version", it.version())
        .param("line", it.budgetLine())
        .param("kind", code(it.kind()))
        .param("settles", it.settles().orElse(null))
        .param("day", it.day())
        .param("amount", it.amount().ore())
        .param("region", it.region().map(RegionCode::value).orElse(null))
        .param("method", it.method().orElse(null))
        .param("text", it.text().orElse(null))
        .param("at", Timestamp.from(moment))
        .param("source", it.source().orElse(null))
        .param("synthetic", it.synthetic())
        .update();
  }

  void add(Duty it, Instant moment) {
    jdbc.sql(
            """
            insert into funding.duty
              (id, version, agreement, who_sv, due_on, what_sv, done_on, recorded_at, source, synthetic)
            values (:id, :version, :agreement, :who, :due, :what, :done, :at, :source, :synthetic)\
            """)
        .param("id", it.id())
        .param("version", it.version())
        .param("agreement", it.agreement())
        .param("who", it.who())
        .param("due", it.due())
        .param("what", it.what())
        .param("done", it.doneOn().orElse(null))
        .param("at", Timestamp.from(moment))
        .param("source", it.source().orElse(null))
        .param("synthetic", it.synthetic())
        .update();
  }

  /** A thing of another module that a form may point at. */
  record Named(String id, String name) {}

  List<Named> regions() {
    return named(
        """
        select code as id, name_sv as name from actors.public_region
         where replaced_at = 'infinity' and valid_from <= current_date and current_date < valid_to
         order by code\
        """);
  }

  List<Named> initiatives() {
    return named(
        """
        select distinct on (name_sv, id) id, name_sv as name from programme.public_initiative
         where replaced_at = 'infinity'
         order by name_sv, id, version desc\
        """);
  }

  List<Named> methods() {
    return named(
        """
        select distinct id, name_sv as name from knowledge.public_method
         where replaced_at = 'infinity' and valid_to = '9999-01-01'
         order by name_sv, id\
        """);
  }

  List<Named> decisions() {
    return named(
        """
        select id, concat_ws(' · ', decided_on, diary_number, title_sv) as name
          from programme.public_decision where replaced_at = 'infinity'
         order by decided_on desc, id limit 200\
        """);
  }

  private List<Named> named(String sql) {
    return jdbc.sql(sql)
        .query((rs, n) -> new Named(rs.getString("id"), rs.getString("name")))
        .list();
  }

  boolean isInitiative(String id) {
    return exists(
        "select 1 from programme.public_initiative where id = :id and replaced_at = 'infinity'",
        id);
  }

  boolean isMethod(String id) {
    return exists(
        "select 1 from knowledge.public_method where id = :id and replaced_at = 'infinity'", id);
  }

  boolean isRegion(String code) {
    return exists(
        "select 1 from actors.public_region where code = :id and replaced_at = 'infinity'", code);
  }

  boolean isDecision(String id) {
    return exists(
        "select 1 from programme.public_decision where id = :id and replaced_at = 'infinity'", id);
  }

  /** The amount that a decision states, empty when it states none. */
  Optional<Kronor> decidedAmount(String decision) {
    return jdbc.sql(
            """
            select amount_ore from programme.public_decision
             where id = :id and replaced_at = 'infinity' and amount_ore is not null\
            """)
        .param("id", decision)
        .query(Long.class)
        .optional()
        .map(Kronor::new);
  }

  private boolean exists(String sql, String id) {
    return jdbc.sql(sql).param("id", id).query().listOfRows().size() > 0;
  }

  private static Agreement agreement(ResultSet rs) throws SQLException {
    return new Agreement(
        rs.getString("id"),
        rs.getInt("version"),
        rs.getString("name_sv"),
        kind(Agreement.Kind.class, rs),
        rs.getString("period"),
        text(rs, "parent"),
        amount(rs),
        text(rs, "purpose_sv"),
        text(rs, "diary_number"),
        day(rs, "spend_by"),
        day(rs, "report_by"),
        Optional.ofNullable((Boolean) rs.getObject("carry_over")),
        span(rs),
        text(rs, "source"),
        rs.getBoolean("synthetic"));
  }

  private static BudgetLine budgetLine(ResultSet rs) throws SQLException {
    return new BudgetLine(
        rs.getString("id"),
        rs.getInt("version"),
        rs.getString("agreement"),
        text(rs, "initiative"),
        BudgetLine.CostType.valueOf(rs.getString("cost_type").toUpperCase(Locale.ROOT)),
        region(rs),
        text(rs, "purpose_sv"),
        new Kronor(rs.getLong("amount_ore")),
        text(rs, "overdraft_decision"),
        text(rs, "decision"),
        text(rs, "involvement"),
        span(rs),
        text(rs, "source"),
        rs.getBoolean("synthetic"));
  }

  private static Entry entry(ResultSet rs) throws SQLException {
    return new Entry(
        rs.getString("id"),
        rs.getInt("version"),
        rs.getString("budget_line"),
        kind(Entry.Kind.class, rs),
        text(rs, "settles"),
        rs.getObject("day", LocalDate.class),
        new Kronor(rs.getLong("amount_ore")),
        region(rs),
        text(rs, "method"),
        text(rs, "text_sv"),
        text(rs, "source"),
        rs.getBoolean("synthetic"));
  }

  private static Duty duty(ResultSet rs) throws SQLException {
    return new Duty(
        rs.getString("id"),
        rs.getInt("version"),
        rs.getString("agreement"),
        rs.getString("who_sv"),
        rs.getObject("due_on", LocalDate.class),
        rs.getString("what_sv"),
        day(rs, "done_on"),
        text(rs, "source"),
        rs.getBoolean("synthetic"));
  }

  private static String code(Enum<?> value) {
    return se.samspel.core.StateMachine.code(value);
  }

  private static <E extends Enum<E>> E kind(Class<E> type, ResultSet rs) throws SQLException {
    return Enum.valueOf(type, rs.getString("kind").toUpperCase(Locale.ROOT));
  }

  private static Optional<String> text(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getString(column));
  }

  private static Optional<RegionCode> region(ResultSet rs) throws SQLException {
    return text(rs, "region").map(RegionCode::new);
  }

  private static Optional<LocalDate> day(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getDate(column)).map(Date::toLocalDate);
  }

  private static Optional<Kronor> amount(ResultSet rs) throws SQLException {
    var ore = rs.getLong("amount_ore");
    return rs.wasNull() ? Optional.empty() : Optional.of(new Kronor(ore));
  }

  private static DateSpan span(ResultSet rs) throws SQLException {
    return new DateSpan(
        rs.getObject("valid_from", LocalDate.class), rs.getObject("valid_to", LocalDate.class));
  }
}
