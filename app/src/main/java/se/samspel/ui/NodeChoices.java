package se.samspel.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.Node;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Nodes;

/**
 * The nodes of the golden thread as choices of a form: people choose by title, grouped by what the
 * things are, and never see the keys.
 */
@Component
public class NodeChoices {

  private static final int LONGEST = 110;

  private final ObjectProvider<Nodes> nodes;

  NodeChoices(ObjectProvider<Nodes> nodes) {
    this.nodes = nodes;
  }

  /**
   * The nodes of the kinds as they stand today, written {@code kind:id}.
   *
   * @param chosen what stands in the fields; it is offered first when the lists don't hold it
   */
  public List<Choice> of(Visit visit, List<NodeKind> kinds, String... chosen) {
    var choices = new ArrayList<Choice>();
    for (var kind : kinds) {
      for (var node : list(visit, kind)) {
        choices.add(choice(visit, node.ref().toString(), node));
      }
    }
    for (var one : chosen) {
      addChosen(visit, choices, one, one);
    }
    return List.copyOf(choices);
  }

  /** The nodes of one kind as they stand today, written by their identity alone. */
  public List<Choice> ofOne(Visit visit, NodeKind kind, String chosen) {
    var choices = new ArrayList<Choice>();
    for (var node : list(visit, kind)) {
      choices.add(new Choice(node.ref().id(), shortened(node.title())));
    }
    addChosen(visit, choices, chosen, kind.code() + ":" + chosen);
    return List.copyOf(choices);
  }

  private List<Node> list(Visit visit, NodeKind kind) {
    return owners(kind).flatMap(it -> it.list(kind, AsOf.day(visit.today())).stream()).toList();
  }

  private Stream<Nodes> owners(NodeKind kind) {
    return nodes.stream().filter(it -> it.kinds().contains(kind));
  }

  private void addChosen(Visit visit, List<Choice> choices, String chosen, String written) {
    if (!chosen.isEmpty() && choices.stream().noneMatch(it -> it.value().equals(chosen))) {
      find(visit, written)
          .ifPresent(node ->
              choices.addFirst(
                  new Choice(
                      chosen,
                      shortened(node.title()),
                      Messages.get(visit.locale(), "choice.chosen"))));
    }
  }

  /**
   * The node as it stands today; empty when there is none, or none that the visitor may see.
   *
   * @param written {@code kind:id}
   */
  public Optional<Node> find(Visit visit, String written) {
    try {
      var ref = NodeRef.parse(written);
      return owners(ref.kind())
          .flatMap(it ->
              it.describe(ref.kind(), List.of(ref.id()), AsOf.day(visit.today())).values().stream())
          .findFirst();
    } catch (IllegalArgumentException notARef) {
      return Optional.empty();
    }
  }

  private static Choice choice(Visit visit, String value, Node node) {
    return new Choice(
        value,
        shortened(node.title()),
        Messages.get(visit.locale(), "choice.kind." + node.ref().kind().code()));
  }

  private static String shortened(String title) {
    return title.length() <= LONGEST ? title : title.substring(0, LONGEST - 1).strip() + "…";
  }
}
