package se.samspel.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Variable;

/**
 * The attacker written a second time, straight from the definition: all cells are whole variables,
 * published ones are pinned, every sum is a constraint. Shares no code with the library's own
 * audit.
 */
@NullUnmarked // reads JSON, where anything may be absent and a wrong guess fails the test
final class IndependentAudit {
  /** Stands for no bound: the tables of the tests hold far fewer persons. */
  static final long CEILING = 100_000;

  private final Map<String, Long> values = new HashMap<>();
  private final List<?> equations;
  private final Set<String> hidden;

  private IndependentAudit(Map<String, ?> input, Set<String> hidden) {
    for (var cell : (List<?>) input.get("cells")) {
      var c = (Map<?, ?>) cell;
      values.put(
          String.valueOf(c.get("id")),
          c.get("value") instanceof Number n ? Long.valueOf(n.longValue()) : null);
    }
    this.equations = (List<?>) input.get("equations");
    this.hidden = hidden;
  }

  static IndependentAudit of(Map<String, ?> input, Set<String> hidden) {
    return new IndependentAudit(input, hidden);
  }

  void requireProtected(Collection<String> primary, long width) {
    for (var id : hidden) {
      var most = most(id);
      var least = least(id);
      if (primary.contains(id)) {
        assertThat(most - least)
            .as(id + " in " + least + ".." + most)
            .isGreaterThanOrEqualTo(width);
      }
      assertThat(most).as(id + " is not known exactly").isGreaterThan(least);
    }
  }

  long least(String id) {
    return bound(id, false);
  }

  /** The ceiling, or near it, when unbounded. */
  long most(String id) {
    return bound(id, true);
  }

  private long bound(String id, boolean up) {
    var model = new ExpressionsBasedModel();
    var variables = new HashMap<String, Variable>();
    values.forEach((name, value) -> {
      var variable = model.newVariable(name).integer().lower(0).upper(CEILING);
      if (!hidden.contains(name)) {
        variable.level(value);
      }
      variables.put(name, variable);
    });
    var number = 0;
    for (var equation : equations) {
      var e = (Map<?, ?>) equation;
      var expression = model.newExpression("sum" + number++).level(0);
      expression.set(variables.get(String.valueOf(e.get("total"))), -1);
      ((List<?>) e.get("parts")).forEach(p -> expression.set(variables.get(String.valueOf(p)), 1));
    }
    variables.get(id).weight(1);
    var result = up ? model.maximise() : model.minimise();
    assertThat(result.getState().isOptimal()).as(id + " " + result.getState()).isTrue();
    return Math.round(result.getValue());
  }
}
