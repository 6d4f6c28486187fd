package se.samspel.funding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import se.samspel.core.Kronor;
import se.samspel.core.LinkAsserted;
import se.samspel.core.LinksAsserted;
import se.samspel.core.Pack;
import se.samspel.core.PackChange;
import se.samspel.core.PackFaults;
import se.samspel.core.PackFile;
import se.samspel.core.PackPart;
import se.samspel.core.PackRow;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;
import se.samspel.involvement.Backing;

/** The part of a programme pack that is about money. */
@Component
@Order(70)
class FundingPack implements PackPart {

  private static final String AGREEMENTS = "agreements.csv";
  private static final String DUTIES = "reporting-duties.csv";
  private static final String LINES = "budget-lines.csv";
  private static final String ENTRIES = "entries.csv";

  private static final Set<String> KINDS = codes(Agreement.Kind.values());
  private static final Set<String> COST_TYPES = codes(BudgetLine.CostType.values());
  private static final Set<String> ENTRY_KINDS = codes(Entry.Kind.values());
  private static final String ID = "[a-z0-9]+(?:-[a-z0-9]+)*";
  private static final String INVOLVEMENT = "(record|waiver):" + ID;

  /** Öre in a thousand kronor. */
  private static final long ORE_PER_TSEK = 100_000;

  private final JdbcTemplate jdbc;
  private final FundingTable table;
  private final ApplicationEventPublisher events;

  FundingPack(JdbcTemplate jdbc, FundingTable table, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.table = table;
    this.events = events;
  }

  @Override
  public List<PackFile> files() {
    return List.of(
        new PackFile(
            AGREEMENTS,
            List.of(
                "key",
                "name_sv",
                "period",
                "amount_tsek",
                "amount_ore",
                "kind",
                "parent",
                "purpose_sv",
                "diary_number",
                "spend_by",
                "report_by",
                "carry_over",
                "source"),
            List.of("key", "name_sv", "period", "kind"),
            List.of("key")),
        new PackFile(
            DUTIES,
            List.of("agreement", "who", "due", "what_sv", "done_on", "source"),
            List.of("agreement", "who", "due", "what_sv"),
            List.of("agreement", "who", "due", "what_sv")),
        new PackFile(
            LINES,
            List.of(
                "id",
                "agreement",
                "initiative",
                "cost_type",
                "region",
                "purpose_sv",
                "amount_ore",
                "overdraft_decision",
                "decision",
                "involvement",
                "valid_from",
                "valid_to",
                "source"),
            List.of("id", "agreement", "cost_type", "amount_ore", "valid_from", "valid_to"),
            List.of("id")),
        new PackFile(
            ENTRIES,
            List.of(
                "id",
                "budget_line",
                "kind",
                "settles",
                "day",
                "amount_ore",
                "region",
                "method",
                "text_sv",
                "source"),
            List.of("id", "budget_line", "kind", "day", "amount_ore"),
            List.of("id")));
  }

  @Override
  public void check(Pack pack, PackFaults faults) {
    var check = new Checking(pack, Backing.subjects(pack), faults);
    var agreements = rows(pack, AGREEMENTS);
    var lines = rows(pack, LINES);
    var entries = rows(pack, ENTRIES);
    agreements.values().forEach(check::agreement);
    check.circles(agreements);
    pack.rows(DUTIES).forEach(check::duty);
    lines.values().forEach(check::line);
    entries.values().forEach(it -> check.entry(it, entries));
    check.divided(agreements, lines.values().stream().toList());
    check.overdrawn(lines, entries.values().stream().toList());
  }

  @Override
  public void load(PackChange change) {
    var at = Timestamp.from(change.moment());
    end(AGREEMENTS, "agreement", change, at, PackRow::key);
    end(DUTIES, "duty", change, at, row -> dutyId(row));
    end(LINES, "budget_line", change, at, PackRow::key);
    end(ENTRIES, "entry", change, at, PackRow::key);
    loadAgreements(change, at);
    loadDuties(change, at);
    var before = linesThatHeld(change);
    loadLines(change, at);
    loadEntries(change, at);
    var overdrawn = table.overdrawn();
    if (!overdrawn.isEmpty()) {
      throw new Refused(
          Refused.Kind.CONFLICT, "funding.fault.pack-overdrawn", String.join(", ", overdrawn));
    }
    tell(change, before);
  }

  private void end(
      String file, String name, PackChange change, Timestamp at, Function<PackRow, String> id) {
    var ids = new ArrayList<String>();
    change.removed(file).forEach(row -> ids.add(id.apply(row)));
    change.put(file).forEach(row -> ids.add(id.apply(row)));
    jdbc.batchUpdate(
        "update funding." + name + " set replaced_at = ? where id = ? and replaced_at = 'infinity'",
        ids.stream().map(it -> new Object[] {at, it}).toList());
  }

  private void loadAgreements(PackChange change, Timestamp at) {
    var sql =
        """
        insert into funding.agreement
          (id, version, name_sv, kind, period, parent, amount_ore, purpose_sv, diary_number,
           spend_by, report_by, carry_over, valid_from, valid_to, recorded_at, source, synthetic)
        values (?, (select coalesce(max(version), 0) + 1 from funding.agreement where id = ?),
           ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;
    jdbc.batchUpdate(
        sql,
        change.put(AGREEMENTS).stream()
            .map(row -> {
              var span = Period.span(row.get("period")).orElseThrow();
              return new @Nullable Object[] {
                row.key(),
                row.key(),
                row.get("name_sv"),
                row.get("kind"),
                row.get("period"),
                text(row, "parent"),
                agreed(row).map(Kronor::ore).orElse(null),
                text(row, "purpose_sv"),
                text(row, "diary_number"),
                lastDay(row, "spend_by"),
                lastDay(row, "report_by"),
                row.find("carry_over").map(Boolean::valueOf).orElse(null),
                Date.valueOf(span.from()),
                Date.valueOf(span.to()),
                at,
                text(row, "source"),
                change.synthetic()
              };
            })
            .toList());
  }

  private void loadDuties(PackChange change, Timestamp at) {
    var sql =
        """
        insert into funding.duty
          (id, version, agreement, who_sv, due_on, what_sv, done_on, recorded_at, source, synthetic)
        values (?, (select coalesce(max(version), 0) + 1 from funding.duty where id = ?),
           ?, ?, ?, ?, ?, ?, ?, ?)\
        """;
    jdbc.batchUpdate(
        sql,
        change.put(DUTIES).stream()
            .map(row ->
                new @Nullable Object[] {
                  dutyId(row),
                  dutyId(row),
                  row.get("agreement"),
                  row.get("who"),
                  lastDay(row, "due"),
                  row.get("what_sv"),
                  lastDay(row, "done_on"),
                  at,
                  text(row, "source"),
                  change.synthetic()
                })
            .toList());
  }

  private void loadLines(PackChange change, Timestamp at) {
    var sql =
        """
        insert into funding.budget_line
          (id, version, agreement, initiative, cost_type, region, purpose_sv, amount_ore,
           overdraft_decision, decision, involvement, valid_from, valid_to, recorded_at, source,
           synthetic)
        values (?, (select coalesce(max(version), 0) + 1 from funding.budget_line where id = ?),
           ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;
    jdbc.batchUpdate(
        sql,
        change.put(LINES).stream()
            .map(row -> {
              var span = row.validity();
              return new @Nullable Object[] {
                row.key(),
                row.key(),
                row.get("agreement"),
                text(row, "initiative"),
                row.get("cost_type"),
                text(row, "region"),
                text(row, "purpose_sv"),
                row.number("amount_ore").orElseThrow(),
                text(row, "overdraft_decision"),
                text(row, "decision"),
                text(row, "involvement"),
                Date.valueOf(span.from()),
                Date.valueOf(span.to()),
                at,
                text(row, "source"),
                change.synthetic()
              };
            })
            .toList());
  }

  private void loadEntries(PackChange change, Timestamp at) {
    var sql =
        """
        insert into funding.entry
          (id, version, budget_line, kind, settles, day, amount_ore, region, method, text_sv,
           recorded_at, source, synthetic)
        values (?, (select coalesce(max(version), 0) + 1 from funding.entry where id = ?),
           ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;
    jdbc.batchUpdate(
        sql,
        change.put(ENTRIES).stream()
            .map(row ->
                new @Nullable Object[] {
                  row.key(),
                  row.key(),
                  row.get("budget_line"),
                  row.get("kind"),
                  text(row, "settles"),
                  row.firstDay("day").map(Date::valueOf).orElseThrow(),
                  row.number("amount_ore").orElseThrow(),
                  text(row, "region"),
                  text(row, "method"),
                  text(row, "text_sv"),
                  at,
                  text(row, "source"),
                  change.synthetic()
                })
            .toList());
  }

  /** The links that the changed and removed rows told before. */
  private static List<BudgetLine> linesThatHeld(PackChange change) {
    return change.removed(LINES).stream().map(row -> line(row, change.synthetic())).toList();
  }

  private void tell(PackChange change, List<BudgetLine> before) {
    var links = new ArrayList<LinkAsserted>();
    var now = new HashSet<String>();
    for (var row : change.put(LINES)) {
      FundsLink.of(line(row, change.synthetic()), change.moment()).ifPresent(links::add);
    }
    links.forEach(link -> now.add(link.key()));
    var ended =
        before.stream()
            .flatMap(it -> FundsLink.key(it).stream())
            .filter(key -> !now.contains(key))
            .toList();
    if (!links.isEmpty() || !ended.isEmpty()) {
      events.publishEvent(new LinksAsserted(links, ended, change.moment()));
    }
  }

  private static Entry entry(PackRow row) {
    return new Entry(
        row.key(),
        1,
        row.get("budget_line"),
        Entry.Kind.valueOf(row.get("kind").toUpperCase(Locale.ROOT)),
        row.find("settles"),
        LocalDate.EPOCH,
        new Kronor(row.number("amount_ore").orElseThrow()),
        Optional.empty(),
        row.find("method"),
        row.find("text_sv"),
        row.find("source"),
        false);
  }

  private static BudgetLine line(PackRow row, boolean synthetic) {
    return new BudgetLine(
        row.key(),
        1,
        row.get("agreement"),
        row.find("initiative"),
        BudgetLine.CostType.valueOf(row.get("cost_type").toUpperCase(Locale.ROOT)),
        row.find("region").map(RegionCode::new),
        row.find("purpose_sv"),
        new Kronor(row.number("amount_ore").orElseThrow()),
        row.find("overdraft_decision"),
        row.find("decision"),
        row.find("involvement"),
        row.validity(),
        row.find("source"),
        synthetic);
  }

  /** What was agreed: in öre, otherwise in thousand kronor; empty where the row gives neither. */
  static Optional<Kronor> agreed(PackRow row) {
    return row.number("amount_ore")
        .or(() -> row.number("amount_tsek").map(it -> Math.multiplyExact(it, ORE_PER_TSEK)))
        .map(Kronor::new);
  }

  /** A duty has no key of its own: its identity is the agreement, the day and what is asked. */
  static String dutyId(PackRow row) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest((row.get("who") + "|" + row.get("what_sv")).getBytes(StandardCharsets.UTF_8));
      return row.get("agreement")
          + "-"
          + row.get("due")
          + "-"
          + HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static @Nullable String text(PackRow row, String column) {
    return row.find(column).orElse(null);
  }

  private static @Nullable Date lastDay(PackRow row, String column) {
    return row.dayAfter(column).map(it -> Date.valueOf(it.minusDays(1))).orElse(null);
  }

  private static Map<String, PackRow> rows(Pack pack, String file) {
    return pack.rows(file).stream()
        .collect(Collectors.toMap(PackRow::key, Function.identity(), (a, b) -> a));
  }

  private static Set<String> codes(Enum<?>[] values) {
    return java.util.Arrays.stream(values)
        .map(StateMachine::code)
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }

  /** The rules, row by row. */
  private record Checking(Pack pack, Map<String, String> subjects, PackFaults faults) {

    void agreement(PackRow row) {
      id(row, "key");
      if (FundingForm.RESERVED.contains(row.get("key"))) {
        faults.add(row, "key", "funding.fault.id");
      }
      oneOf(row, "kind", KINDS);
      if (Period.span(row.get("period")).isEmpty()) {
        faults.add(row, "period", "funding.fault.period");
      }
      whole(row, "amount_tsek", 0);
      whole(row, "amount_ore", 0);
      reference(row, "parent", AGREEMENTS);
      date(row, "spend_by");
      date(row, "report_by");
      if (row.find("carry_over").filter(it -> !it.matches("true|false")).isPresent()) {
        faults.add(row, "carry_over", "field.one-of", "true, false");
      }
    }

    void duty(PackRow row) {
      reference(row, "agreement", AGREEMENTS);
      date(row, "due");
      date(row, "done_on");
    }

    void line(PackRow row) {
      id(row, "id");
      reference(row, "agreement", AGREEMENTS);
      reference(row, "initiative", "initiatives.csv");
      reference(row, "region", "regions.csv");
      reference(row, "overdraft_decision", "decisions.csv");
      reference(row, "decision", "decisions.csv");
      oneOf(row, "cost_type", COST_TYPES);
      whole(row, "amount_ore", 0);
      date(row, "valid_from");
      date(row, "valid_to");
      if (PackRow.isDate(row.get("valid_from"))
          && PackRow.isDate(row.get("valid_to"))
          && !row.firstDay("valid_from")
              .orElseThrow()
              .isBefore(row.dayAfter("valid_to").orElseThrow())) {
        faults.add(row, "valid_to", "funding.fault.span");
      }
      row.find("involvement")
          .ifPresent(key -> {
            if (!key.matches(INVOLVEMENT)) {
              faults.add(row, "involvement", "funding.fault.involvement");
            } else if (!pack.keys(key.startsWith("record:") ? "involvement.csv" : "waivers.csv")
                .contains(key.substring(key.indexOf(':') + 1))) {
              faults.add(row, "involvement", "funding.fault.no-involvement");
            } else if (subjects.containsKey(key)
                && !Backing.of(
                    subjects.get(key),
                    List.of(
                        "budget-line:" + row.get("id"),
                        "initiative:" + row.get("initiative"),
                        "decision:" + row.get("decision")))) {
              faults.add(row, "involvement", "funding.fault.other-involvement");
            }
          });
    }

    void entry(PackRow row, Map<String, PackRow> entries) {
      id(row, "id");
      reference(row, "budget_line", LINES);
      reference(row, "region", "regions.csv");
      reference(row, "method", "methods.csv");
      reference(row, "settles", ENTRIES);
      oneOf(row, "kind", ENTRY_KINDS);
      whole(row, "amount_ore", Long.MIN_VALUE);
      date(row, "day");
      row.find("settles")
          .map(entries::get)
          .ifPresent(promise -> {
            if (!row.get("kind").equals("outcome")
                || !promise.get("kind").equals("commitment")
                || !promise.get("budget_line").equals(row.get("budget_line"))) {
              faults.add(row, "settles", "funding.fault.no-commitment");
            }
          });
    }

    /** No agreement is a part of itself, however many steps away. */
    void circles(Map<String, PackRow> agreements) {
      for (var row : agreements.values()) {
        var seen = new HashSet<String>();
        var above = row.find("parent");
        while (above.isPresent() && seen.add(above.get())) {
          if (above.get().equals(row.key())) {
            faults.add(row, "parent", "funding.fault.parent-circle");
            break;
          }
          above = Optional.ofNullable(agreements.get(above.get())).flatMap(it -> it.find("parent"));
        }
      }
    }

    /** What an agreement's lines and parts come to is at most what was agreed. */
    void divided(Map<String, PackRow> agreements, List<PackRow> lines) {
      var used = new HashMap<String, Long>();
      lines.forEach(it ->
          amount(it, "amount_ore")
              .ifPresent(ore -> used.merge(it.get("agreement"), ore, Long::sum)));
      agreements
          .values()
          .forEach(it ->
              it.find("parent")
                  .ifPresent(parent -> {
                    if (sound(it)) {
                      agreed(it).ifPresent(amount -> used.merge(parent, amount.ore(), Long::sum));
                    }
                  }));
      for (var row : agreements.values()) {
        if (!sound(row) || row.get("period").equals(Period.YEARLY)) {
          continue;
        }
        var most = agreed(row);
        if (most.isPresent() && used.getOrDefault(row.key(), 0L) > most.get().ore()) {
          faults.add(
              row, "amount_ore", "funding.fault.divided", used.getOrDefault(row.key(), 0L) / 100);
        }
      }
    }

    /** What promises still bind and outcomes are at most what the line holds. */
    void overdrawn(Map<String, PackRow> lines, List<PackRow> entries) {
      var bound =
          entries.stream()
              .filter(it ->
                  amount(it, "amount_ore").isPresent() && ENTRY_KINDS.contains(it.get("kind")))
              .map(FundingPack::entry)
              .collect(Collectors.groupingBy(Entry::budgetLine));
      for (var row : lines.values()) {
        var most = amount(row, "amount_ore");
        if (most.isPresent()
            && row.find("overdraft_decision").isEmpty()
            && Entry.bound(bound.getOrDefault(row.key(), List.of())).ore() > most.get()) {
          faults.add(row, "amount_ore", "funding.fault.pack-overdrawn", row.key());
        }
      }
    }

    private static boolean sound(PackRow row) {
      return (row.find("amount_ore").isEmpty() || amount(row, "amount_ore").isPresent())
          && (row.find("amount_tsek").isEmpty() || amount(row, "amount_tsek").isPresent());
    }

    private static Optional<Long> amount(PackRow row, String column) {
      return row.find(column).filter(it -> it.matches("-?\\d{1,15}")).map(Long::parseLong);
    }

    private void id(PackRow row, String column) {
      if (!row.get(column).matches(ID)) {
        faults.add(row, column, "funding.fault.id");
      }
    }

    private void oneOf(PackRow row, String column, Set<String> words) {
      if (!words.contains(row.get(column))) {
        faults.add(row, column, "field.one-of", String.join(", ", words));
      }
    }

    private void whole(PackRow row, String column, long least) {
      var number = amount(row, column);
      if (row.find(column).isPresent() && (number.isEmpty() || number.get() < least)) {
        faults.add(row, column, "funding.fault.whole");
      }
    }

    private void date(PackRow row, String column) {
      if (row.find(column).filter(it -> !PackRow.isDate(it)).isPresent()) {
        faults.add(row, column, "funding.fault.date");
      }
    }

    private void reference(PackRow row, String column, String file) {
      if (row.find(column).filter(it -> !pack.keys(file).contains(it)).isPresent()) {
        faults.add(row, column, "funding.fault.reference", row.get(column), file);
      }
    }
  }
}
