package se.samspel.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.Changes.Change;
import se.samspel.core.CurrentPerson;
import se.samspel.core.FigureSource;
import se.samspel.core.Permission;
import se.samspel.core.Refused;

/**
 * The figure register: every number that is published stands here with its definition, parameters,
 * as-of, sources and hash, and never changes.
 *
 * <p>Source: invariant 4, coordination reference §3.
 */
@Component
public class Figures {

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final FigureTable table;
  private final Changes changes;

  Figures(FigureTable table, Changes changes) {
    this.table = table;
    this.changes = changes;
  }

  /**
   * Takes a figure. The same answer to the same question about the same day, when known up to the
   * same moment, is one figure: taking it again gives the one that stands.
   *
   * @param asOf bound to a moment of knowledge
   * @throws IllegalArgumentException when {@code asOf} is not bound to a moment
   * @throws Refused when the person may not freeze figures
   */
  @Transactional
  public Figure snapshot(
      FigureSource.Definition definition,
      Map<String, String> parameters,
      AsOf asOf,
      FigureSource.Answer answer) {
    if (!CurrentPerson.get().may(Permission.FREEZE_FIGURE)) {
      throw Refused.forbidden();
    }
    if (!asOf.frozen()) {
      throw new IllegalArgumentException("a figure is bound to a moment of knowledge");
    }
    var sorted = new TreeMap<>(parameters);
    var result = CanonicalJson.of(answer.result());
    var hash = hash(definition.id(), definition.version(), sorted, asOf.day(), answer, result);
    var standing = standing(definition.id(), hash, asOf);
    if (standing.isPresent()) {
      return standing.get();
    }
    var moment =
        changes.record(
            new Change(
                "figure-frozen",
                "figure",
                definition.id() + "-" + hash.substring(0, 12),
                Optional.empty(),
                Optional.empty(),
                Optional.of(hash)));
    // Once more: the door to writing was shut until now, and somebody may have been before.
    standing = standing(definition.id(), hash, asOf);
    if (standing.isPresent()) {
      return standing.get();
    }
    var before = table.chain(definition.id());
    var previous = before.isEmpty() ? Optional.<Figure>empty() : Optional.of(before.getLast());
    var taker = CurrentPerson.get().username();
    var chain = chain(previous.map(Figure::chain).orElse(""), hash, asOf.known(), moment, taker);
    var figure =
        new Figure(
            definition.id() + "-" + chain.substring(0, 12),
            definition.id(),
            definition.version(),
            definition.title(),
            definition.method(),
            sorted,
            asOf.day(),
            asOf.known(),
            answer.sentence(),
            result,
            answer.sources(),
            answer.synthetic(),
            hash,
            chain,
            moment,
            taker,
            previous.map(Figure::id));
    table.insert(figure);
    return figure;
  }

  /**
   * The figure that says the same about the same day. One known up to a later moment is the same
   * figure when nothing else than the register itself has been written in between, which shows in
   * that the newest figure of the definition has the same hash.
   */
  private Optional<Figure> standing(String definition, String hash, AsOf asOf) {
    var chain = table.chain(definition);
    return chain.stream()
        .filter(it -> it.hash().equals(hash) && it.known().equals(asOf.known()))
        .findFirst()
        .or(() ->
            chain.isEmpty()
                ? Optional.empty()
                : Optional.of(chain.getLast())
                    .filter(it -> it.hash().equals(hash) && it.known().isBefore(asOf.known())));
  }

  /** Every figure that the register held on the day, as known then; the newest first. */
  @Transactional(readOnly = true)
  public List<Figure> list(AsOf asOf) {
    return table.all().stream().filter(it -> held(it, asOf)).toList();
  }

  /** The figure with the identity, where the register held it on the day, as known then. */
  @Transactional(readOnly = true)
  public Optional<Figure> find(String id, AsOf asOf) {
    return table.find(id).filter(it -> held(it, asOf));
  }

  private static boolean held(Figure figure, AsOf asOf) {
    var taken = figure.takenAt();
    return !taken.isAfter(asOf.known())
        && !LocalDate.ofInstant(taken, SWEDEN).isAfter(asOf.day());
  }

  /** The figure with the identity. */
  @Transactional(readOnly = true)
  public Optional<Figure> find(String id) {
    return table.find(id);
  }

  /**
   * Whether the figure, and every one before it of the same definition, says what it said when it
   * was taken: hashes and chain are computed anew.
   */
  @Transactional(readOnly = true)
  public boolean verify(Figure figure) {
    var before = Optional.<Figure>empty();
    for (var it : table.chain(figure.definition())) {
      var answer =
          new FigureSource.Answer(it.sentence(), it.result(), it.sources(), it.synthetic());
      boolean right =
          it.hash()
                  .equals(
                      hash(
                          it.definition(),
                          it.definitionVersion(),
                          it.parameters(),
                          it.day(),
                          answer,
                          it.result()))
              && it.previous().equals(before.map(Figure::id))
              && it.chain()
                  .equals(
                      chain(
                          before.map(Figure::chain).orElse(""),
                          it.hash(),
                          it.known(),
                          it.takenAt(),
                          it.takenBy()));
      if (!right) {
        return false;
      }
      if (it.id().equals(figure.id())) {
        return true;
      }
      before = Optional.of(it);
    }
    return false;
  }

  private static String hash(
      String definition,
      int version,
      Map<String, String> parameters,
      java.time.LocalDate day,
      FigureSource.Answer answer,
      String result) {
    var content = new LinkedHashMap<String, Object>();
    content.put("definition", definition);
    content.put("version", version);
    content.put("parameters", parameters);
    content.put("day", day.toString());
    content.put("sentence", answer.sentence());
    content.put("result", CanonicalJson.tree(result));
    content.put("sources", answer.sources());
    content.put("synthetic", answer.synthetic());
    return CanonicalJson.sha256(CanonicalJson.of(content));
  }

  private static String chain(
      String previous, String hash, Instant known, Instant takenAt, String takenBy) {
    return CanonicalJson.sha256(
        String.join("\u001f", previous, hash, known.toString(), takenAt.toString(), takenBy));
  }
}
