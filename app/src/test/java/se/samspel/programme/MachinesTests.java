package se.samspel.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import se.samspel.core.NodeKind;
import se.samspel.core.Refused;
import se.samspel.core.StateMachine.Ground;

class MachinesTests {

  @Test
  void aNeedTakesTheseStepsAndNoOthers() {
    exactly(
        NodeKind.NEED,
        "raised>triaged",
        "raised>parked",
        "raised>merged",
        "triaged>confirmed",
        "triaged>parked",
        "triaged>merged",
        "confirmed>prioritised",
        "confirmed>parked",
        "confirmed>merged",
        "prioritised>being-addressed",
        "prioritised>parked",
        "prioritised>merged",
        "being-addressed>met",
        "being-addressed>parked",
        "being-addressed>merged",
        "met>prioritised",
        "parked>triaged",
        "merged>triaged");
  }

  @Test
  void aKnowledgeGapTakesTheseStepsAndNoOthers() {
    exactly(
        NodeKind.KNOWLEDGE_GAP,
        "open>scoped",
        "scoped>studied",
        "scoped>commissioned",
        "studied>answered",
        "studied>accepted-as-unknown",
        "commissioned>answered",
        "commissioned>accepted-as-unknown");
  }

  @Test
  void anInitiativeTakesTheseStepsAndNoOthers() {
    exactly(
        NodeKind.INITIATIVE,
        "idea>proposed",
        "idea>cancelled",
        "proposed>approved",
        "proposed>cancelled",
        "approved>funded",
        "approved>cancelled",
        "funded>running",
        "funded>cancelled",
        "running>paused",
        "running>delivering",
        "running>cancelled",
        "paused>running",
        "paused>cancelled",
        "delivering>closed",
        "delivering>cancelled",
        "closed>handed-over");
  }

  @Test
  void onlyConfirmingANeedAndApprovingAnInitiativeAskForMore() {
    assertThat(Machines.require(NodeKind.NEED, "triaged", "confirmed"))
        .containsExactly(Ground.INVOLVEMENT);
    assertThat(Machines.require(NodeKind.INITIATIVE, "proposed", "approved"))
        .containsExactly(Ground.INVOLVEMENT, Ground.FOUR_EYES);
    for (var kind : List.of(NodeKind.NEED, NodeKind.KNOWLEDGE_GAP, NodeKind.INITIATIVE)) {
      for (var from : Machines.states(kind)) {
        for (var step : Machines.from(kind, from)) {
          var to = se.samspel.core.StateMachine.code(step.to());
          if (!to.equals("confirmed") && !to.equals("approved")) {
            assertThat(step.needs()).as(from + ">" + to).isEmpty();
          }
        }
      }
    }
  }

  private static void exactly(NodeKind kind, String... allowed) {
    var legal = new TreeSet<>(Set.of(allowed));
    for (var from : Machines.states(kind)) {
      for (var to : Machines.states(kind)) {
        if (legal.remove(from + ">" + to)) {
          Machines.require(kind, from, to);
        } else {
          assertThatThrownBy(() -> Machines.require(kind, from, to))
              .as(from + ">" + to)
              .isInstanceOfSatisfying(
                  Refused.class,
                  refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.CONFLICT));
        }
      }
    }
    assertThat(legal).as("steps between states that do not exist").isEmpty();
  }
}
