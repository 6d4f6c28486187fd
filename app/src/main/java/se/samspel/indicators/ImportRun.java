package se.samspel.indicators;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * An import: tried, committed or undone.
 *
 * @param id of the import and of its extract
 * @param version counts up with each step
 * @param source identity of the source
 * @param extract what it came from
 * @param bytes size of the extract
 * @param choices what was chosen, by name
 * @param periods the first and the last period in it
 * @param person account name of the one who took the step
 * @param recordedAt when the step was taken
 */
record ImportRun(
    String id,
    int version,
    String source,
    Provenance extract,
    long bytes,
    Map<String, String> choices,
    String periods,
    State state,
    int fresh,
    int corrected,
    int unchanged,
    String person,
    Instant recordedAt) {

  enum State {
    TRIED,
    COMMITTED,
    UNDONE;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  ImportRun step(State to, String by) {
    return new ImportRun(
        id,
        version + 1,
        source,
        extract,
        bytes,
        choices,
        periods,
        to,
        fresh,
        corrected,
        unchanged,
        by,
        recordedAt);
  }

  ImportRun of(ImportPlan plan) {
    return new ImportRun(
        id,
        version,
        source,
        extract,
        bytes,
        choices,
        plan.periods(),
        state,
        plan.count(ImportPlan.Kind.FRESH),
        plan.count(ImportPlan.Kind.CORRECTED),
        plan.count(ImportPlan.Kind.UNCHANGED),
        person,
        recordedAt);
  }
}
