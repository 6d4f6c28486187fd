package se.samspel.involvement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import se.samspel.core.Pack;
import se.samspel.core.PackChange;
import se.samspel.core.PackFaults;
import se.samspel.core.PackFile;
import se.samspel.core.PackPart;
import se.samspel.core.PackRow;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;

/** Panels, involvement records and waivers of a programme pack. */
@Component
@Order(20)
class InvolvementPack implements PackPart {

  private static final String PANELS = "panels.csv";
  static final String RECORDS = "involvement.csv";
  static final String WAIVERS = "waivers.csv";

  /** The file whose keys a subject of the kind must be among, where one file holds them all. */
  private static final Map<String, String> FILE_OF_KIND =
      Map.of(
          "aim", "aims.csv",
          "need", "needs.csv",
          "knowledge-gap", "needs.csv",
          "initiative", "initiatives.csv",
          "decision", "decisions.csv",
          "method", "methods.csv",
          "link", "links.csv");

  private final InvolvementTable table;

  InvolvementPack(InvolvementTable table) {
    this.table = table;
  }

  @Override
  public List<PackFile> files() {
    return List.of(
        new PackFile(
            PANELS,
            List.of("id", "name_sv", "region", "source"),
            List.of("id", "name_sv"),
            List.of("id")),
        new PackFile(
            RECORDS,
            List.of(
                "id",
                "subject",
                "body",
                "region",
                "panel",
                "level",
                "perspective",
                "form",
                "stage",
                "participants",
                "held_on",
                "said_sv",
                "changed_sv",
                "why_not_sv",
                "advice_given",
                "advice_followed",
                "feedback_on",
                "feedback_channel",
                "rating",
                "compensated",
                "support_offered",
                "source"),
            List.of("id", "subject", "level", "perspective", "form", "stage", "held_on"),
            List.of("id")),
        new PackFile(
            WAIVERS,
            List.of("id", "subject", "body", "region", "reason_sv", "decided_by", "decided_on"),
            List.of("id", "subject", "reason_sv", "decided_by", "decided_on"),
            List.of("id")));
  }

  @Override
  public void check(Pack pack, PackFaults faults) {
    for (var row : pack.rows(PANELS)) {
      region(pack, row, faults);
    }
    for (var row : pack.rows(RECORDS)) {
      common(pack, row, faults);
      row.find("panel")
          .filter(panel -> !pack.keys(PANELS).contains(panel))
          .ifPresent(panel -> faults.add(row, "panel", "pack.involvement.panel", panel));
      whole(row, "level", 0, 5, faults);
      whole(row, "participants", 1, 1_000_000, faults);
      boolean advice =
          whole(row, "advice_given", 0, 10_000, faults)
              & whole(row, "advice_followed", 0, 10_000, faults);
      if (advice
          && row.number("advice_followed").orElse(0L) > row.number("advice_given").orElse(0L)) {
        faults.add(row, "advice_followed", "pack.involvement.advice");
      }
      word(row, "perspective", Involvement.Perspective.class, faults);
      word(row, "form", Involvement.Form.class, faults);
      word(row, "stage", Involvement.Stage.class, faults);
      boolean days = day(row, "held_on", faults) & day(row, "feedback_on", faults);
      if (days
          && row.find("feedback_on").isPresent()
          && LocalDate.parse(row.get("feedback_on"))
              .isBefore(LocalDate.parse(row.get("held_on")))) {
        faults.add(row, "feedback_on", "involvement.feedback-before");
      }
      cell(row, "rating", InvolvementPack::isRating, "pack.involvement.rating", faults);
      cell(row, "compensated", InvolvementPack::isYesOrNo, "pack.involvement.boolean", faults);
      cell(row, "support_offered", InvolvementPack::isYesOrNo, "pack.involvement.boolean", faults);
    }
    for (var row : pack.rows(WAIVERS)) {
      common(pack, row, faults);
      day(row, "decided_on", faults);
      cell(row, "decided_by", Waiver::names, "waiver.decider-named", faults);
    }
  }

  private static void common(Pack pack, PackRow row, PackFaults faults) {
    region(pack, row, faults);
    var subject = row.get("subject");
    if (!Involvements.isSubject(subject)) {
      faults.add(row, "subject", "pack.involvement.subject", subject);
    } else {
      var kind = subject.substring(0, subject.indexOf(':'));
      var id = subject.substring(kind.length() + 1);
      var file = FILE_OF_KIND.get(kind);
      if (file != null && !pack.keys(file).contains(id)) {
        faults.add(row, "subject", "pack.involvement.missing", id, file);
      }
    }
    row.find("body")
        .filter(body -> !pack.keys("bodies.csv").contains(body))
        .ifPresent(body -> faults.add(row, "body", "pack.involvement.missing", body, "bodies.csv"));
  }

  private static void region(Pack pack, PackRow row, PackFaults faults) {
    row.find("region")
        .filter(code -> !pack.keys("regions.csv").contains(code) || !code.matches("\\d{2}"))
        .ifPresent(
            code -> faults.add(row, "region", "pack.involvement.missing", code, "regions.csv"));
  }

  private static boolean whole(
      PackRow row, String column, long least, long most, PackFaults faults) {
    return cell(
        row,
        column,
        text ->
            text.matches("\\d{1,9}")
                && Long.parseLong(text) >= least
                && Long.parseLong(text) <= most,
        "field.whole",
        faults,
        least,
        most);
  }

  private static boolean day(PackRow row, String column, PackFaults faults) {
    return cell(
        row, column, text -> text.length() == 10 && PackRow.isDate(text), "field.day", faults);
  }

  private static <E extends Enum<E>> void word(
      PackRow row, String column, Class<E> type, PackFaults faults) {
    var codes = java.util.Arrays.stream(type.getEnumConstants()).map(StateMachine::code).toList();
    cell(row, column, codes::contains, "field.one-of", faults, String.join(", ", codes));
  }

  private static boolean cell(
      PackRow row,
      String column,
      Predicate<String> right,
      String key,
      PackFaults faults,
      Object... arguments) {
    if (row.find(column).filter(right.negate()).isPresent()) {
      faults.add(row, column, key, arguments);
      return false;
    }
    return true;
  }

  private static boolean isRating(String text) {
    return text.matches("[1-4]([.]\\d)?|5([.]0)?");
  }

  private static boolean isYesOrNo(String text) {
    return text.equals("true") || text.equals("false");
  }

  @Override
  public void load(PackChange change) {
    table.putPanels(
        change.put(PANELS).stream()
            .map(row ->
                new Panel(
                    row.get("id"),
                    row.get("name_sv"),
                    row.find("region").map(RegionCode::new),
                    row.find("source"),
                    change.synthetic()))
            .toList(),
        change.moment());
    table.putRecords(
        change.put(RECORDS).stream().map(row -> record(row, change.synthetic())).toList(),
        change.moment());
    table.putWaivers(
        change.put(WAIVERS).stream()
            .map(row ->
                new Waiver(
                    row.get("id"),
                    0,
                    row.get("subject"),
                    row.find("body"),
                    row.find("region").map(RegionCode::new),
                    row.get("reason_sv"),
                    row.get("decided_by"),
                    LocalDate.parse(row.get("decided_on")),
                    Instant.EPOCH,
                    change.synthetic()))
            .toList(),
        change.moment());
    end(change, PANELS, "panel");
    end(change, RECORDS, "record");
    end(change, WAIVERS, "waiver");
  }

  private void end(PackChange change, String file, String name) {
    table.end(
        name, change.removed(file).stream().map(row -> row.get("id")).toList(), change.moment());
  }

  private static Involvement record(PackRow row, boolean synthetic) {
    return new Involvement(
        row.get("id"),
        0,
        row.get("subject"),
        row.find("body"),
        row.find("region").map(RegionCode::new),
        row.find("panel"),
        row.number("level").orElse(0L).intValue(),
        Involvement.Perspective.valueOf(constant(row.get("perspective"))),
        Involvement.Form.valueOf(constant(row.get("form"))),
        Involvement.Stage.valueOf(constant(row.get("stage"))),
        row.number("participants").map(Long::intValue),
        LocalDate.parse(row.get("held_on")),
        row.find("said_sv"),
        row.find("changed_sv"),
        row.find("why_not_sv"),
        row.number("advice_given").orElse(0L).intValue(),
        row.number("advice_followed").orElse(0L).intValue(),
        new Involvement.Feedback(
            row.find("feedback_on").map(LocalDate::parse),
            row.find("feedback_channel"),
            row.find("rating").map(Double::parseDouble)),
        new Involvement.Terms(yesOrNo(row, "compensated"), yesOrNo(row, "support_offered")),
        Instant.EPOCH,
        row.find("source"),
        synthetic);
  }

  private static Optional<Boolean> yesOrNo(PackRow row, String column) {
    return row.find(column).map(Boolean::parseBoolean);
  }

  private static String constant(String code) {
    return code.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
