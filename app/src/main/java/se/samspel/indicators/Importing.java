package se.samspel.indicators;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Permission;
import se.samspel.core.Refused;
import se.samspel.indicators.imports.Extract;
import se.samspel.indicators.imports.Gathered;
import se.samspel.indicators.imports.Source;
import se.samspel.indicators.imports.Unreadable;

/**
 * Importing values: fetch or take a file, read it, show what would change, and enter all of it or
 * nothing. Fetching and reading hold no transaction.
 */
@Component
class Importing {

  private final List<Source> sources;
  private final ImportLedger ledger;
  private final Clock clock;

  Importing(List<Source> sources, ImportLedger ledger, Clock clock) {
    this.sources = sources;
    this.ledger = ledger;
    this.clock = clock;
  }

  List<Source> sources() {
    return sources;
  }

  /**
   * The source.
   *
   * @throws Refused when there is none
   */
  Source source(String id) {
    return sources.stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(Refused::notFound);
  }

  /**
   * Tries a file.
   *
   * @throws Refused when the person may not, or a choice is wrong
   */
  Trial file(String source, Map<String, String> sent, String name, byte[] content) {
    require();
    return tried(source(source), sent, Extract.file(plain(name), content, clock.instant()));
  }

  /**
   * Asks the service and tries what it answers.
   *
   * @throws Refused when the person may not, a choice is wrong, or the source can't be asked
   */
  Trial fetch(String id, Map<String, String> sent) {
    require();
    var source = source(id);
    if (!source.fetches()) {
      throw Refused.notFound();
    }
    try {
      return tried(source, sent, source.fetch(source.own(sent)));
    } catch (Unreadable unreadable) {
      return new Trial.Faulty(List.of(unreadable.fault()), List.of());
    }
  }

  private Trial tried(Source source, Map<String, String> sent, Extract extract) {
    var choices = source.own(sent);
    return ledger.stage(source.id(), choices, extract, source.read(extract, choices));
  }

  /** What a tried import would change now. */
  Trial review(ImportRun run) {
    return ledger.review(run, again(run));
  }

  /** Enters what a tried import changes; see {@link ImportLedger#commit}. */
  Trial commit(String id, String fingerprint) {
    require();
    return ledger.commit(id, again(ledger.findRun(id).orElseThrow(Refused::notFound)), fingerprint);
  }

  /** Takes an import back; see {@link ImportLedger#undo}. */
  ImportRun undo(String id, int version) {
    return ledger.undo(id, version);
  }

  Optional<ImportRun> findRun(String id) {
    return ledger.findRun(id);
  }

  List<ImportRun> listRuns() {
    return ledger.listRuns();
  }

  List<Reading> listEntered(ImportRun run) {
    return ledger.listEntered(run);
  }

  private Gathered again(ImportRun run) {
    return source(run.source()).read(ledger.extract(run), run.choices());
  }

  private static String plain(String name) {
    var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    var clean = last.replaceAll("\\p{Cntrl}", "").strip();
    return clean.isEmpty() ? "fil" : clean.substring(0, Math.min(120, clean.length()));
  }

  private static void require() {
    if (!CurrentPerson.get().may(Permission.EDIT_INDICATORS)) {
      throw Refused.forbidden();
    }
  }
}
