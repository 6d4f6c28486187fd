package se.samspel.thread;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.LinkType;
import se.samspel.core.NodeRef;
import se.samspel.core.Pack;
import se.samspel.core.PackChange;
import se.samspel.core.PackFaults;
import se.samspel.core.PackFile;
import se.samspel.core.PackPart;
import se.samspel.core.PackRow;
import se.samspel.core.RegionCode;
import se.samspel.involvement.Backing;

/** The links of a programme pack, {@code links.csv}. */
@Component
@Order(90)
class LinkPack implements PackPart {

  private static final String FILE = "links.csv";
  private static final Pattern END = Pattern.compile("[a-z-]+:[^@\\s]+(@[1-9][0-9]{0,8})?");
  private static final List<String> STATES = List.of("proposed", "confirmed", "rejected", "ended");
  private static final List<String> STRENGTHS = List.of("possible", "probable", "strong");

  private final Linking linking;

  LinkPack(Linking linking) {
    this.linking = linking;
  }

  @Override
  public List<PackFile> files() {
    return List.of(
        new PackFile(
            FILE,
            List.of(
                "key",
                "type",
                "from",
                "to",
                "region",
                "reason",
                "quantity",
                "unit",
                "strength",
                "rivals",
                "state",
                "decision",
                "involvement",
                "valid_from",
                "valid_to",
                "source"),
            List.of("key", "type", "from", "to", "reason", "state"),
            List.of("key")));
  }

  @Override
  public void check(Pack pack, PackFaults faults) {
    var regions = pack.keys("regions.csv");
    var subjects = Backing.subjects(pack);
    for (var row : pack.rows(FILE)) {
      var type = type(row);
      var from = end(row, "from", faults);
      var to = end(row, "to", faults);
      if (type.isEmpty()) {
        faults.add(row, "type", "link.pack.type");
      } else if (from.isPresent()
          && to.isPresent()
          && !type.get().joins(from.get().kind(), to.get().kind())) {
        faults.add(row, "type", "link.fault.joins");
      }
      row.find("region")
          .filter(it -> !regions.contains(it))
          .ifPresent(it -> faults.add(row, "region", "link.pack.region", it));
      row.find("quantity")
          .filter(it -> !it.matches("-?\\d{1,18}(\\.\\d{1,6})?"))
          .ifPresent(it -> faults.add(row, "quantity", "link.pack.quantity", it));
      row.find("strength")
          .filter(it -> !STRENGTHS.contains(it))
          .ifPresent(
              it -> faults.add(row, "strength", "field.one-of", String.join(", ", STRENGTHS)));
      if (!STATES.contains(row.get("state"))) {
        faults.add(row, "state", "field.one-of", String.join(", ", STATES));
      }
      var claims = type.filter(it -> it == LinkType.CONTRIBUTED).isPresent();
      if (claims && row.find("strength").isEmpty()) {
        faults.add(row, "strength", "contract.strength");
      }
      if ((claims || row.find("strength").isPresent()) && row.find("rivals").isEmpty()) {
        faults.add(row, "rivals", "contract.rivals");
      }
      row.find("involvement")
          .filter(it -> !it.matches("(record|waiver):\\S+"))
          .ifPresent(it -> faults.add(row, "involvement", "link.pack.involvement", it));
      if (List.of("confirmed", "ended").contains(row.get("state"))
          && row.find("involvement").isEmpty()) {
        faults.add(row, "involvement", "contract.involvement");
      }
      row.find("involvement")
          .flatMap(it -> Optional.ofNullable(subjects.get(it)))
          .filter(subject -> from.isPresent() && to.isPresent())
          .filter(subject ->
              !Backing.of(
                  subject,
                  List.of(
                      from.get().toString(),
                      to.get().toString(),
                      "link:" + row.key(),
                      "decision:" + row.get("decision").replaceFirst("^decision:", ""))))
          .ifPresent(subject -> faults.add(row, "involvement", "contract.involvement-other"));
      checkDays(row, faults);
    }
  }

  private static void checkDays(PackRow row, PackFaults faults) {
    var readable = true;
    for (var column : List.of("valid_from", "valid_to")) {
      var text = row.find(column);
      if (text.isPresent() && !PackRow.isDate(text.get())) {
        faults.add(row, column, "link.pack.date", text.get());
        readable = false;
      }
    }
    if (readable) {
      try {
        row.validity();
      } catch (IllegalArgumentException noDay) {
        faults.add(row, "valid_to", "link.fault.span");
      }
    }
  }

  private static Optional<LinkType> type(PackRow row) {
    try {
      return Optional.of(
          LinkType.valueOf(row.get("type").toUpperCase(java.util.Locale.ROOT).replace('-', '_')));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private static Optional<NodeRef> end(PackRow row, String column, PackFaults faults) {
    try {
      if (END.matcher(row.get(column)).matches()) {
        return Optional.of(ref(row, column));
      }
    } catch (IllegalArgumentException unknownKind) {
      // Told below with what would be right.
    }
    faults.add(row, column, "link.pack.node", row.get(column));
    return Optional.empty();
  }

  private static NodeRef ref(PackRow row, String column) {
    return NodeRef.parse(row.get(column).replaceAll("@.*", ""));
  }

  private static Optional<Integer> version(PackRow row, String column) {
    var text = row.get(column);
    var at = text.indexOf('@');
    return at < 0 ? Optional.empty() : Optional.of(Integer.parseInt(text.substring(at + 1)));
  }

  @Override
  public void load(PackChange change) {
    var moment = change.moment();
    linking.record(
        change.put(FILE).stream().map(row -> link(row, moment, change.synthetic())).toList(),
        moment);
    linking.end(
        change.removed(FILE).stream().map(row -> row.get("key")).toList(),
        moment,
        CurrentPerson.get().username());
  }

  /**
   * A row as a link. One that the pack calls confirmed is told as a proposal with its grounds, so
   * that the contracts are asked like for any other.
   */
  private static Link link(PackRow row, Instant moment, boolean synthetic) {
    var state = LinkState.ofCode(row.get("state"));
    return new Link(
        row.get("key"),
        1,
        new Link.Joins(
            type(row).orElseThrow(),
            ref(row, "from"),
            version(row, "from"),
            ref(row, "to"),
            version(row, "to"),
            row.find("region").map(RegionCode::new)),
        row.get("reason"),
        new Link.Claim(
            row.find("quantity").map(BigDecimal::new),
            row.find("unit"),
            row.find("strength"),
            row.find("rivals")),
        new Link.Standing(
            state == LinkState.CONFIRMED ? LinkState.PROPOSED : state,
            Optional.empty(),
            row.find("decision"),
            state == LinkState.PROPOSED ? Optional.empty() : row.find("involvement")),
        new DateSpan(
            row.firstDay("valid_from").orElse(DateSpan.EARLIEST),
            row.dayAfter("valid_to").orElse(DateSpan.OPEN)),
        moment,
        moment,
        CurrentPerson.get().username(),
        row.find("source"),
        synthetic);
  }
}
