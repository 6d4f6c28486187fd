package se.samspel.funding;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.samspel.core.Kronor;

/**
 * A sum of agreements in which each krona appears once.
 *
 * @param known the sum of what is known
 * @param unknown how many agreements there are whose amount no source gives and that no part tells
 * @param frames how many frames stand beside the sum, not added
 */
public record Total(Kronor known, int unknown, int frames) {

  /**
   * Sums the agreements of one sort. One that divides the money of another that is summed too is a
   * part of it and is not added again, however many steps there are between them; where the whole
   * is unknown, its known parts are added instead. Frames and yearly sums are never added.
   *
   * <p>Source: invariant 2, coordination reference §3.
   */
  static Total of(Collection<Agreement> summed, Collection<Agreement> all) {
    var byId =
        all.stream().collect(Collectors.toMap(Agreement::id, Function.identity(), (a, b) -> a));
    var within = summed.stream().map(Agreement::id).collect(Collectors.toSet());
    var parts = new HashMap<String, List<Agreement>>();
    var roots = new java.util.ArrayList<Agreement>();
    for (var agreement : summed) {
      if (agreement.kind() == Agreement.Kind.FRAME || agreement.yearly()) {
        continue;
      }
      var whole = nearest(agreement, byId, within);
      if (whole.isEmpty()) {
        roots.add(agreement);
      } else {
        parts.computeIfAbsent(whole.get(), it -> new java.util.ArrayList<>()).add(agreement);
      }
    }
    var sum = Kronor.ZERO;
    var unknown = 0;
    for (var root : roots) {
      var value = value(root, parts);
      sum = sum.plus(value.orElse(Kronor.ZERO));
      unknown += value.isEmpty() ? 1 : 0;
    }
    var frames = (int) summed.stream().filter(it -> it.kind() == Agreement.Kind.FRAME).count();
    return new Total(sum, unknown, frames);
  }

  private static Optional<Kronor> value(
      Agreement agreement, HashMap<String, List<Agreement>> parts) {
    if (agreement.amount().isPresent()) {
      return agreement.amount();
    }
    return parts.getOrDefault(agreement.id(), List.of()).stream()
        .flatMap(part -> value(part, parts).stream())
        .reduce(Kronor::plus);
  }

  /** The nearest agreement above that is summed and adds something. */
  private static Optional<String> nearest(
      Agreement agreement, java.util.Map<String, Agreement> byId, Set<String> within) {
    var seen = new HashSet<String>();
    var above = agreement.parent();
    while (above.isPresent() && seen.add(above.get())) {
      var whole = byId.get(above.get());
      if (whole == null) {
        return Optional.empty();
      }
      if (within.contains(whole.id()) && whole.kind() != Agreement.Kind.FRAME && !whole.yearly()) {
        return Optional.of(whole.id());
      }
      above = whole.parent();
    }
    return Optional.empty();
  }
}
