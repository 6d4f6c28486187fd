package se.samspel.indicators;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.ui.Listing;
import se.samspel.ui.Visit;

/** Imports of indicator values for machines. */
@RestController
class ImportApi {

  private static final int MOST_CHANGES = 500;

  private final Importing importing;

  ImportApi(Importing importing) {
    this.importing = importing;
  }

  /** An import: {@code state} is tried, committed or undone. */
  record ImportItem(
      String id,
      int version,
      String source,
      String state,
      String location,
      Instant fetchedAt,
      String sha256,
      long bytes,
      String periods,
      int fresh,
      int corrected,
      int unchanged,
      Instant recordedAt) {

    static ImportItem of(ImportRun it) {
      return new ImportItem(
          it.id(),
          it.version(),
          it.source(),
          it.state().code(),
          it.extract().location(),
          it.extract().fetchedAt(),
          it.extract().sha256(),
          it.bytes(),
          it.periods(),
          it.fresh(),
          it.corrected(),
          it.unchanged(),
          it.recordedAt());
    }
  }

  /** What would happen to a value; {@code kind} is fresh, corrected or unchanged. */
  record ChangeItem(
      String kind, Optional<IndicatorApi.ValueItem> before, IndicatorApi.ValueItem after) {

    static ChangeItem of(Trial.Change it) {
      return new ChangeItem(
          it.kind().name().toLowerCase(Locale.ROOT),
          it.before().map(IndicatorApi.ValueItem::of),
          IndicatorApi.ValueItem.of(it.after()));
    }
  }

  /**
   * What trying an import gave. {@code alreadyImported}: the same bytes with the same choices are
   * committed, and nothing was done. {@code fingerprint}: send it back to commit what is shown.
   * {@code changes}: the first 500.
   */
  record TrialItem(
      ImportItem run,
      boolean alreadyImported,
      int absent,
      String fingerprint,
      List<ChangeItem> changes) {}

  /** Imports that have been committed, undone ones among them, the newest first. */
  @GetMapping("/api/v1/indicator-imports")
  @Permit(Permission.PUBLIC)
  Listing<ImportItem> imports(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var known = visit.asOf().known();
    var runs = importing.listRuns().stream().filter(it -> !it.recordedAt().isAfter(known)).toList();
    return Listing.of(runs, page, limit).map(ImportItem::of);
  }

  /** One import; one that is only tried is shown to those who may commit it. */
  @GetMapping("/api/v1/indicator-imports/{id}")
  @Permit(Permission.PUBLIC)
  ImportItem one(@PathVariable String id, Visit visit) {
    return importing
        .findRun(id)
        .filter(it ->
            it.state() != ImportRun.State.TRIED || visit.person().may(Permission.EDIT_INDICATORS))
        .map(ImportItem::of)
        .orElseThrow(Refused::notFound);
  }

  /**
   * Tries an import, or with {@code mode=commit} tries and commits it: a form with {@code source},
   * the source's choices, and the file as {@code file}; without a file the service is asked. Any
   * fault refuses the whole import with 422 and every fault with its place.
   */
  @PostMapping("/api/v1/indicator-imports")
  @Permit(Permission.EDIT_INDICATORS)
  @ResponseStatus(HttpStatus.CREATED)
  TrialItem add(
      @RequestParam Map<String, String> sent,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file)
      throws IOException {
    var fields = new Fields(sent);
    var source = fields.text("source", 40);
    var mode = fields.find("mode").isPresent() ? fields.oneOf("mode", MODES) : MODES.getFirst();
    fields.accept();
    var trial =
        file == null
            ? importing.fetch(source, sent)
            : importing.file(
                source,
                sent,
                Optional.ofNullable(file.getOriginalFilename()).orElse(""),
                file.getBytes());
    return trial instanceof Trial.Ready ready && mode.equals("commit")
        ? item(importing.commit(ready.run().id(), ready.fingerprint()))
        : item(trial);
  }

  private static final List<String> MODES = List.of("dry-run", "commit");

  /** Commits what was tried; {@code fingerprint} is the one that trying gave. */
  @PostMapping("/api/v1/indicator-imports/{id}/commit")
  @Permit(Permission.EDIT_INDICATORS)
  TrialItem commit(@PathVariable String id, @RequestBody Map<String, String> sent) {
    var fields = new Fields(sent);
    var fingerprint = fields.text("fingerprint", 64);
    fields.accept();
    return item(importing.commit(id, fingerprint));
  }

  /** Takes an import back; {@code version} is the one read. */
  @PostMapping("/api/v1/indicator-imports/{id}/undo")
  @Permit(Permission.EDIT_INDICATORS)
  ImportItem undo(@PathVariable String id, @RequestBody Map<String, String> sent) {
    var fields = new Fields(sent);
    int version = fields.version();
    fields.accept();
    return ImportItem.of(importing.undo(id, version));
  }

  private static TrialItem item(Trial trial) {
    return switch (trial) {
      case Trial.Faulty faulty -> throw ImportLedger.refused(faulty.faults());
      case Trial.Known known -> new TrialItem(ImportItem.of(known.run()), true, 0, "", List.of());
      case Trial.Ready ready ->
          new TrialItem(
              ImportItem.of(ready.run()),
              false,
              ready.absent(),
              ready.fingerprint(),
              ready.changes().stream().limit(MOST_CHANGES).map(ChangeItem::of).toList());
    };
  }
}
