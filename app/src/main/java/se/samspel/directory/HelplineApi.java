package se.samspel.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.samspel.core.DateSpan;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.ui.Listing;
import se.samspel.ui.Visit;

/** The helplines for machines. */
@RestController
class HelplineApi {

  private final Directory directory;

  HelplineApi(Directory directory) {
    this.directory = directory;
  }

  /**
   * Somewhere to turn.
   *
   * @param href what the contact links to, {@code tel:} or {@code https:}
   * @param verified the day an editor last checked it; null when nobody has
   * @param validTo the last day that it holds; null when it holds until further notice
   */
  record HelplineItem(
      String id,
      int version,
      String name,
      String contact,
      String href,
      List<String> channels,
      List<String> audience,
      @Nullable LocalDate verified,
      @Nullable String verifiedHow,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      @Nullable String source,
      boolean synthetic) {
    static HelplineItem of(Helpline it) {
      return new HelplineItem(
          it.id(),
          it.version(),
          it.name(),
          it.contact(),
          it.href(),
          it.channels(),
          it.audience(),
          it.verified().orElse(null),
          it.verifiedHow().orElse(null),
          it.span().from().equals(DateSpan.EARLIEST) ? null : it.span().from(),
          it.span().to().equals(DateSpan.OPEN) ? null : it.span().to().minusDays(1),
          it.source().orElse(null),
          it.synthetic());
    }
  }

  /** The helplines of the day, those for immediate danger first. */
  @GetMapping("/api/v1/helplines")
  @Permit(Permission.PUBLIC)
  Listing<HelplineItem> helplines(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(directory.list(visit.asOf()), page, limit).map(HelplineItem::of);
  }

  /** The helpline of the day with the identity. */
  @GetMapping("/api/v1/helplines/{id}")
  @Permit(Permission.PUBLIC)
  HelplineItem helpline(@PathVariable String id, Visit visit) {
    return directory.list(visit.asOf()).stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .map(HelplineItem::of)
        .orElseThrow(Refused::notFound);
  }

  /** Adds a helpline. */
  @PostMapping("/api/v1/helplines")
  @Permit(Permission.EDIT_KNOWLEDGE)
  @ResponseStatus(HttpStatus.CREATED)
  HelplineItem add(@RequestBody Map<String, String> body) {
    return HelplineItem.of(directory.get(directory.add(body)));
  }

  /** Saves a new version of a helpline; {@code version} is the one that was read. */
  @PutMapping("/api/v1/helplines/{id}")
  @Permit(Permission.EDIT_KNOWLEDGE)
  HelplineItem change(@PathVariable String id, @RequestBody Map<String, String> body) {
    directory.change(id, body);
    return HelplineItem.of(directory.get(id));
  }

  /** Notes that a helpline has been checked: {@code verified} when, {@code how} in what way. */
  @PostMapping("/api/v1/helplines/{id}/verifications")
  @Permit(Permission.EDIT_KNOWLEDGE)
  HelplineItem verify(@PathVariable String id, @RequestBody Map<String, String> body) {
    directory.verify(id, body);
    return HelplineItem.of(directory.get(id));
  }
}
