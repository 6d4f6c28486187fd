package se.samspel.thread;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.RegionCode;
import se.samspel.ui.ThreadLine;
import se.samspel.ui.ThreadLine.Knot;

/** The golden thread as other modules ask for it. */
@Component
public class Threads {

  private final Picturing picturing;

  Threads(Picturing picturing) {
    this.picturing = picturing;
  }

  /**
   * A need's thread in a region.
   *
   * @param need identity of the need
   * @param statement what it says, in Swedish
   * @param severity 1–5, empty where nobody has set it
   * @param synthetic whether anything along it was made up
   */
  public record NeedLine(
      String need,
      String statement,
      Optional<Integer> severity,
      ThreadLine line,
      boolean synthetic) {}

  /** The thread of every living need that concerns the region, the heaviest need first. */
  public List<NeedLine> linesOf(RegionCode region, AsOf asOf) {
    var picture = picturing.picture(asOf);
    return picture.ranked(Picture.Cut.ALL).stream()
        .filter(it -> it.lines().containsKey(region.value()))
        .map(it ->
            new NeedLine(
                it.need().id(),
                it.need().statement(),
                it.need().severity(),
                line(it, region),
                it.synthetic()))
        .toList();
  }

  private static ThreadLine line(Picture.Strand strand, RegionCode region) {
    return java.util.Objects.requireNonNull(strand.lines().get(region.value()));
  }

  /** The thread of one need in a region; empty when the need is not there that day. */
  public Optional<ThreadLine> line(String need, RegionCode region, AsOf asOf) {
    return Optional.ofNullable(picturing.picture(asOf).strands().get(need))
        .flatMap(it -> Optional.ofNullable(it.lines().get(region.value())));
  }

  /** All needs of a region as one line; empty when no need concerns it. */
  public Optional<ThreadLine> together(RegionCode region, AsOf asOf) {
    var picture = picturing.picture(asOf);
    return picture.together(List.copyOf(picture.strands().values()), region.value());
  }

  /**
   * How many threads (need × region) break at each knot, in the order of the thread; knots where
   * none does are absent.
   */
  public Map<Knot, Long> breaks(AsOf asOf) {
    var picture = picturing.picture(asOf);
    var counts = new EnumMap<Knot, Long>(Knot.class);
    picture
        .strands()
        .values()
        .forEach(strand ->
            strand
                .breaks(picture.regions().keySet())
                .forEach((knot, count) -> counts.merge(knot, count, Long::sum)));
    return new LinkedHashMap<>(counts);
  }
}
