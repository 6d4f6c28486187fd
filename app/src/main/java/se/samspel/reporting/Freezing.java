package se.samspel.reporting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.FigureSource;
import se.samspel.core.Person;
import se.samspel.core.Refused;

/** Has an answer computed by the module that knows how, and enters it in the register. */
@Component
class Freezing {

  private final List<FigureSource> sources;
  private final Figures figures;
  private final Changes changes;

  Freezing(List<FigureSource> sources, Figures figures, Changes changes) {
    this.sources = sources;
    this.figures = figures;
    this.changes = changes;
  }

  /** What can be frozen, by title. */
  List<FigureSource.Definition> definitions() {
    return sources.stream().flatMap(it -> it.definitions().stream()).toList();
  }

  /**
   * Freezes the answer as it is for everyone: computed as a visitor, so that nothing that only the
   * one who freezes may see comes in.
   *
   * @throws Refused when there is no such definition, or when a parameter can't be understood
   */
  Figure freeze(String definition, Map<String, String> parameters, AsOf asOf) {
    for (var source : sources) {
      for (var it : source.definitions()) {
        if (it.id().equals(definition)) {
          // Before the computing: what is written meanwhile belongs to a later figure.
          var bound = asOf.frozen() ? asOf : new AsOf(asOf.day(), changes.latest());
          var given = new HashMap<>(parameters);
          given.values().removeIf(String::isBlank);
          var answer =
              CurrentPerson.call(
                  Person.VISITOR, () -> source.compute(definition, Map.copyOf(given), bound));
          return figures.snapshot(it, given, bound, answer);
        }
      }
    }
    throw Refused.notFound();
  }
}
