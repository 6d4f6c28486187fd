package se.samspel.knowledge;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.ui.OpenData;

/** Methods, recommendations and evidence as open data. */
@Component
class KnowledgeDatasets implements OpenData {

  private static final String METHODS = "methods";
  private static final String RECOMMENDATIONS = "recommendations";
  private static final String EVIDENCE = "evidence";

  private final Knowledge knowledge;

  KnowledgeDatasets(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  @Override
  public List<Dataset> datasets(AsOf asOf) {
    return List.of(
        Dataset.list(METHODS, Set.of(Theme.HEAL)),
        Dataset.list(RECOMMENDATIONS, Set.of(Theme.HEAL)),
        Dataset.list(EVIDENCE, Set.of(Theme.HEAL)));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Rows> rows(String dataset, AsOf asOf) {
    return switch (dataset) {
      case METHODS ->
          Optional.of(
              Rows.of(
                  KnowledgeApi.MethodItem.class,
                  knowledge.listMethods(asOf).stream().map(KnowledgeApi.MethodItem::of).toList()));
      case RECOMMENDATIONS -> {
        var evidence = knowledge.listEvidence(asOf);
        yield Optional.of(
            Rows.of(
                KnowledgeApi.EditionItem.class,
                knowledge.listEditions(asOf).stream()
                    .map(it -> KnowledgeApi.EditionItem.of(it, evidence, asOf.day()))
                    .toList()));
      }
      case EVIDENCE ->
          Optional.of(
              Rows.of(
                  KnowledgeApi.EvidenceItem.class,
                  knowledge.listEvidence(asOf).stream()
                      .map(it -> KnowledgeApi.EvidenceItem.of(it, asOf.day()))
                      .toList()));
      default -> Optional.empty();
    };
  }
}
