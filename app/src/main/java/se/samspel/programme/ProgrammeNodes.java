package se.samspel.programme;

import java.text.Collator;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Node;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Nodes;
import se.samspel.ui.Messages;

/** Aims, needs, knowledge gaps, initiatives and decisions as nodes of the thread. */
@Component
class ProgrammeNodes implements Nodes {

  private final ProgrammeTables tables;

  ProgrammeNodes(ProgrammeTables tables) {
    this.tables = tables;
  }

  @Override
  public Set<NodeKind> kinds() {
    return Set.of(
        NodeKind.AIM,
        NodeKind.NEED,
        NodeKind.KNOWLEDGE_GAP,
        NodeKind.INITIATIVE,
        NodeKind.DECISION);
  }

  @Override
  @Transactional(readOnly = true)
  public Map<String, Node> describe(NodeKind kind, Collection<String> ids, AsOf asOf) {
    return switch (kind) {
      case AIM ->
          nodes(
              tables.aims.list(ids, asOf),
              it -> node(kind, it.id(), it.textSv(), "/mal/", it.stamp()));
      case NEED ->
          nodes(
              tables.needs.list(ids, asOf),
              it -> node(kind, it.id(), it.statementSv(), "/behov/", it.stamp()));
      case KNOWLEDGE_GAP ->
          nodes(
              tables.gaps.list(ids, asOf),
              it -> node(kind, it.id(), it.questionSv(), "/behov/luckor/", it.stamp()));
      case INITIATIVE ->
          nodes(
              tables.initiatives.list(ids, asOf),
              it -> node(kind, it.id(), it.nameSv(), "/insatser/", it.stamp()));
      case DECISION ->
          nodes(
              tables.decisions.list(ids, asOf).stream()
                  .filter(it -> !it.decidedOn().isAfter(asOf.day()))
                  .toList(),
              it -> node(kind, it.id(), it.titleSv(), "/beslut/", it.stamp()));
      default -> throw new IllegalArgumentException(kind + " is not the programme's");
    };
  }

  @Override
  @Transactional(readOnly = true)
  public List<Node> list(NodeKind kind, AsOf asOf) {
    return switch (kind) {
      case AIM ->
          byTitle(
              tables.aims.list(asOf), it -> node(kind, it.id(), it.textSv(), "/mal/", it.stamp()));
      case NEED ->
          byTitle(
              tables.needs.list(asOf),
              it -> node(kind, it.id(), it.statementSv(), "/behov/", it.stamp()));
      case KNOWLEDGE_GAP ->
          byTitle(
              tables.gaps.list(asOf),
              it -> node(kind, it.id(), it.questionSv(), "/behov/luckor/", it.stamp()));
      case INITIATIVE ->
          byTitle(
              tables.initiatives.list(asOf),
              it -> node(kind, it.id(), it.nameSv(), "/insatser/", it.stamp()));
      case DECISION ->
          tables.decisions.list(asOf).stream()
              .filter(it -> !it.decidedOn().isAfter(asOf.day()))
              .sorted(
                  Comparator.comparing(Decision::decidedOn).reversed().thenComparing(Decision::id))
              .map(it -> node(kind, it.id(), dated(it), "/beslut/", it.stamp()))
              .toList();
      default -> List.of();
    };
  }

  /** Many decisions are called the same; the day and the diary number tell them apart. */
  private static String dated(Decision decision) {
    return decision.decidedOn()
        + " "
        + decision.titleSv()
        + decision.diaryNumber().map(it -> " (" + it + ")").orElse("");
  }

  private static <T> List<Node> byTitle(List<T> rows, Function<T, Node> as) {
    return rows.stream()
        .map(as)
        .sorted(Comparator.comparing(Node::title, Collator.getInstance(Messages.SWEDISH)))
        .toList();
  }

  private static <T> Map<String, Node> nodes(List<T> rows, Function<T, Node> as) {
    return rows.stream()
        .map(as)
        .collect(Collectors.toMap(node -> node.ref().id(), Function.identity()));
  }

  private static Node node(NodeKind kind, String id, String title, String path, Stamp stamp) {
    return new Node(
        new NodeRef(kind, id),
        stamp.version(),
        title,
        path + id,
        stamp.synthetic(),
        stamp.source());
  }
}
