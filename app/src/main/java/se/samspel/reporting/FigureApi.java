package se.samspel.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.samspel.core.AsOf;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.ui.Listing;
import se.samspel.ui.Visit;

/** The figure register for machines. */
@RestController
class FigureApi {

  private final Figures figures;
  private final Freezing freezing;

  FigureApi(Figures figures, Freezing freezing) {
    this.figures = figures;
    this.freezing = freezing;
  }

  /**
   * A published number. {@code verified}: hash and chain, computed anew, are those of the day it
   * was taken; absent in lists.
   */
  record FigureItem(
      String id,
      String definition,
      int definitionVersion,
      String title,
      String method,
      Map<String, String> parameters,
      LocalDate day,
      Instant known,
      String sentence,
      Object result,
      List<String> sources,
      boolean synthetic,
      String hash,
      String chain,
      Instant takenAt,
      Optional<String> previous,
      Optional<Boolean> verified) {

    static FigureItem of(Figure it, Optional<Boolean> verified) {
      return new FigureItem(
          it.id(),
          it.definition(),
          it.definitionVersion(),
          it.title(),
          it.method(),
          it.parameters(),
          it.day(),
          it.known(),
          it.sentence(),
          CanonicalJson.tree(it.result()),
          it.sources(),
          it.synthetic(),
          it.hash(),
          it.chain(),
          it.takenAt(),
          it.previous(),
          verified);
    }
  }

  /**
   * What is to be frozen.
   *
   * @param definition identity of the definition
   * @param day the day it is about; today where absent
   * @param known the moment of knowledge; the last change where absent
   * @param parameters of the definition, by name
   */
  record FreezeRequest(
      @Nullable String definition,
      @Nullable LocalDate day,
      @Nullable Instant known,
      @Nullable Map<String, String> parameters) {}

  /** Every figure taken by the day and the moment of knowledge, the newest first. */
  @GetMapping("/api/v1/figures")
  @Permit(Permission.PUBLIC)
  Listing<FigureItem> figures(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var definition = visit.query("definition");
    var found =
        figures.list(visit.asOf()).stream()
            .filter(it -> definition.map(it.definition()::equals).orElse(true))
            .toList();
    return Listing.of(found, page, limit).map(it -> FigureItem.of(it, Optional.empty()));
  }

  /** One figure taken by the day and the moment of knowledge, verified. */
  @GetMapping("/api/v1/figures/{id}")
  @Permit(Permission.PUBLIC)
  FigureItem figure(@PathVariable String id, Visit visit) {
    var found = figures.find(id, visit.asOf()).orElseThrow(Refused::notFound);
    return FigureItem.of(found, Optional.of(figures.verify(found)));
  }

  /** Freezes an answer; one that stands already is given as it is. */
  @PostMapping("/api/v1/figures")
  @Permit(Permission.FREEZE_FIGURE)
  @ResponseStatus(HttpStatus.CREATED)
  FigureItem freeze(@RequestBody FreezeRequest body, Visit visit) {
    var asOf =
        new AsOf(
            body.day() == null ? visit.today() : body.day(),
            body.known() == null ? AsOf.NOW_KNOWN : body.known());
    var parameters = body.parameters() == null ? Map.<String, String>of() : body.parameters();
    var definition = body.definition() == null ? "" : body.definition();
    var figure = freezing.freeze(definition, parameters, asOf);
    return FigureItem.of(figure, Optional.of(figures.verify(figure)));
  }
}
