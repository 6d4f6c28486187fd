package se.samspel.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import se.samspel.core.DateSpan;
import se.samspel.core.Pack;
import se.samspel.core.PackChange;
import se.samspel.core.PackFaults;
import se.samspel.core.PackFile;
import se.samspel.core.PackPart;
import se.samspel.core.PackRow;

/**
 * Helplines of a programme pack. The rules for writing about self-harm are checked and kept with
 * the pack; the module for the press reads them from there.
 */
@Component
@Order(15)
class DirectoryPart implements PackPart {

  static final String HELPLINES = "helplines.csv";
  static final String SAFE_MESSAGING = "safe-messaging.csv";

  private final HelplineTable table;
  private final Directory directory;

  DirectoryPart(HelplineTable table, Directory directory) {
    this.table = table;
    this.directory = directory;
  }

  @Override
  public List<PackFile> files() {
    return List.of(
        new PackFile(
            HELPLINES,
            List.of(
                "key",
                "name_sv",
                "contact",
                "channel",
                "audience",
                "valid_from",
                "valid_to",
                "last_verified",
                "verified_how",
                "source"),
            List.of("key", "name_sv", "contact", "channel", "audience"),
            List.of("key")),
        new PackFile(
            SAFE_MESSAGING,
            List.of("id", "rule_sv", "check", "sources"),
            List.of("id", "rule_sv", "check"),
            List.of("id")));
  }

  @Override
  public void check(Pack pack, PackFaults faults) {
    for (var row : pack.rows(HELPLINES)) {
      checkHelpline(row, faults);
    }
    for (var row : pack.rows(SAFE_MESSAGING)) {
      if (!row.get("id").matches("[A-Z]{1,4}-[0-9]{1,3}")) {
        faults.add(row, "id", "directory.fault.rule-id", row.get("id"));
      }
    }
  }

  private static void checkHelpline(PackRow row, PackFaults faults) {
    if (!row.get("key").matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      faults.add(row, "key", "directory.fault.key", row.get("key"));
    }
    if (!Helpline.isContact(row.get("contact"))) {
      faults.add(row, "contact", "directory.fault.contact", row.get("contact"));
    }
    var channels = row.list("channel");
    if (channels.isEmpty() || !Helpline.CHANNELS.containsAll(channels)) {
      faults.add(
          row,
          "channel",
          "directory.fault.channel",
          row.get("channel"),
          String.join("; ", Helpline.CHANNELS));
    }
    var dated = true;
    for (var column : List.of("valid_from", "valid_to")) {
      if (row.find(column).filter(text -> !PackRow.isDate(text)).isPresent()) {
        faults.add(row, column, "directory.fault.date", row.get(column));
        dated = false;
      }
    }
    if (dated
        && !row.firstDay("valid_from")
            .orElse(DateSpan.EARLIEST)
            .isBefore(row.dayAfter("valid_to").orElse(DateSpan.OPEN))) {
      faults.add(
          row, "valid_to", "directory.fault.span", row.get("valid_from"), row.get("valid_to"));
    }
    var verified = row.find("last_verified");
    if (verified.filter(text -> text.length() != 10 || !PackRow.isDate(text)).isPresent()) {
      faults.add(row, "last_verified", "directory.fault.day", row.get("last_verified"));
    }
    if (verified.isEmpty() && row.find("verified_how").isPresent()) {
      faults.add(row, "last_verified", "directory.fault.verified-when");
    }
  }

  @Override
  public void load(PackChange change) {
    var put = change.put(HELPLINES);
    var removed = change.removed(HELPLINES);
    if (put.isEmpty() && removed.isEmpty()) {
      return;
    }
    table.end(removed.stream().map(row -> row.get("key")).toList(), change.moment());
    table.put(put.stream().map(row -> helpline(row, change.synthetic())).toList(), change.moment());
    directory.forgetAfterCommit();
  }

  private static Helpline helpline(PackRow row, boolean synthetic) {
    Optional<LocalDate> verified = row.firstDay("last_verified");
    return new Helpline(
        row.get("key"),
        row.get("name_sv"),
        row.get("contact"),
        row.list("channel"),
        row.list("audience"),
        verified,
        row.find("verified_how"),
        1,
        row.validity(),
        row.find("source"),
        synthetic);
  }
}
