package se.samspel.knowledge;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;
import se.samspel.core.NodeKind;
import se.samspel.involvement.Subject;
import se.samspel.involvement.Subjects;

/** The recommendations as what lived experience ought to be part of. */
@Component
class KnowledgeSubjects implements Subjects {

  /** From here the next step asks who with lived experience took part. */
  private static final Set<EditionState> WAIT =
      Set.of(EditionState.DRAFT, EditionState.COI_CLEARED);

  private final Knowledge knowledge;

  KnowledgeSubjects(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  @Override
  public List<Subject> list(AsOf asOf) {
    var newest = new LinkedHashMap<String, Edition>();
    var first = new LinkedHashMap<String, LocalDate>();
    for (var it : knowledge.listEditions(asOf)) {
      newest.merge(it.number(), it, (one, other) -> one.edition() > other.edition() ? one : other);
      first.merge(it.number(), it.span().from(), (one, other) -> one.isBefore(other) ? one : other);
    }
    return newest.values().stream().map(it -> subject(it, first)).toList();
  }

  private static Subject subject(Edition newest, Map<String, LocalDate> first) {
    return new Subject(
        NodeKind.RECOMMENDATION.code() + ":" + newest.number(),
        newest.number() + ". " + newest.titleSv(),
        "/rekommendationer/" + newest.number(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(first.get(newest.number()))
            .filter(it -> it.isAfter(DateSpan.EARLIEST) && it.isBefore(Edition.NOT_YET)),
        WAIT.contains(newest.state()),
        newest.synthetic());
  }
}
