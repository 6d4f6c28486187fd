package se.samspel.implementation;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import se.samspel.core.AsOf;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.StateMachine;
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** The regions' plans, side by side and one by one. */
@Controller
class PlanPages {

  private final Html html;
  private final Plans plans;
  private final Implementation implementation;

  PlanPages(Html html, Plans plans, Implementation implementation) {
    this.html = html;
    this.plans = plans;
    this.implementation = implementation;
  }

  /** The plans of the day beside one another, one row for each region. */
  record PlansPage(
      Frame frame,
      List<Plan> plans,
      List<Track.Target> recommendations,
      Map<String, String> regions,
      boolean mayWrite)
      implements Page {
    String region(Plan plan) {
      return regions.getOrDefault(plan.region().value(), plan.region().value());
    }
  }

  record PlanPage(
      Frame frame, Plan plan, String regionName, Map<String, String> titles, boolean own, Form form)
      implements Page {
    String state() {
      return t("state.plan." + StateMachine.code(plan.state()));
    }

    String title(String recommendation) {
      return titles.getOrDefault("recommendation:" + recommendation, recommendation);
    }

    /** The document as it was known at the moment that the page is bound to. */
    String documentPath() {
      var known = frame.visit().query("kant").map(it -> "?kant=" + it).orElse("");
      return "/planer/" + plan.id() + "/dokument" + known;
    }

    boolean may(String to) {
      return PlanState.STEPS.from(plan.state()).stream()
          .anyMatch(it -> StateMachine.code(it.to()).equals(to));
    }
  }

  record PlanFormPage(Frame frame, String action, List<Track.Target> recommendations, Form form)
      implements Page {}

  @GetMapping("/planer")
  @Permit(Permission.PUBLIC)
  View plans(Visit visit) {
    var asOf = visit.asOf();
    return html.page(
        "implementation/plans.jte",
        new PlansPage(
            visit.frame("plan.title"),
            plans.plans(Optional.empty(), asOf).stream()
                .filter(it -> it.state() == PlanState.ADOPTED && it.span().holds(asOf.day()))
                .toList(),
            plans.recommendations(asOf),
            implementation.regionNames(asOf),
            visit.person().may(Permission.REPORT_REGION)));
  }

  @GetMapping("/planer/{id}")
  @Permit(Permission.PUBLIC)
  View plan(Visit visit, @PathVariable String id) {
    return plan(visit, id, Form.EMPTY, HttpStatus.OK);
  }

  private View plan(Visit visit, String id, Form form, HttpStatus status) {
    var asOf = visit.asOf();
    var plan = plans.plan(id, asOf);
    return html.page(
        "implementation/plan.jte",
        new PlanPage(
            visit.titled(plan.title()),
            plan,
            implementation
                .regionNames(asOf)
                .getOrDefault(plan.region().value(), plan.region().value()),
            implementation.titles(asOf),
            Month.own(plan.region()),
            form),
        status);
  }

  @GetMapping("/planer/{id}/dokument")
  @Permit(Permission.PUBLIC)
  ResponseEntity<byte[]> document(@PathVariable String id, Visit visit) {
    var document = plans.document(id, visit.asOf());
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            org.springframework.http.ContentDisposition.attachment()
                .filename(document.name(), java.nio.charset.StandardCharsets.UTF_8)
                .build()
                .toString())
        .header("X-Content-Type-Options", "nosniff")
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.parseMediaType(document.mediaType()))
        .body(document.content());
  }

  @GetMapping("/planer/ny")
  @Permit(Permission.REPORT_REGION)
  View newForm(Visit visit) {
    var year = visit.today().getYear() + 1;
    return form(
        visit,
        "/planer/ny",
        Form.of(Map.of("from", year + "-01-01", "to", year + 1 + "-12-31")),
        HttpStatus.OK);
  }

  @PostMapping("/planer/ny")
  @Permit(Permission.REPORT_REGION)
  View create(
      Visit visit,
      @RequestParam Map<String, String> sent,
      @RequestParam(name = "document", required = false) Optional<MultipartFile> document)
      throws IOException {
    return save(visit, Optional.empty(), sent, document, "/planer/ny");
  }

  @GetMapping("/planer/{id}/andra")
  @Permit(Permission.REPORT_REGION)
  View changeForm(Visit visit, @PathVariable String id) {
    var plan = plans.plan(id, AsOf.day(visit.today()));
    Implementation.requireOwn(plan.region());
    var values = new LinkedHashMap<String, String>();
    values.put("version", Integer.toString(plan.version()));
    values.put("title", plan.title());
    values.put("from", plan.span().from().toString());
    values.put("to", plan.span().to().minusDays(1).toString());
    plan.diaryNumber().ifPresent(it -> values.put("diary_number", it));
    plan.items().forEach(it -> values.put("how_" + it.recommendation(), it.how()));
    return form(visit, "/planer/" + id + "/andra", Form.of(values), HttpStatus.OK);
  }

  @PostMapping("/planer/{id}/andra")
  @Permit(Permission.REPORT_REGION)
  View change(
      Visit visit,
      @PathVariable String id,
      @RequestParam Map<String, String> sent,
      @RequestParam(name = "document", required = false) Optional<MultipartFile> document)
      throws IOException {
    return save(visit, Optional.of(id), sent, document, "/planer/" + id + "/andra");
  }

  private View save(
      Visit visit,
      Optional<String> id,
      Map<String, String> sent,
      Optional<MultipartFile> document,
      String action)
      throws IOException {
    var upload = upload(document);
    try {
      var saved = plans.save(TrackPages.own(visit), id, new Fields(sent), upload);
      return TrackPages.seeOther("/planer/" + saved + "?klart=plan-saved");
    } catch (Refused refused) {
      return TrackPages.again(
          refused,
          () ->
              form(
                  visit,
                  action,
                  Form.refused(sent, refused, visit.locale()),
                  HttpStatus.UNPROCESSABLE_CONTENT));
    }
  }

  /** The file as it was sent; empty when none was chosen. */
  static Optional<Plans.Upload> upload(Optional<MultipartFile> document) throws IOException {
    return document.isPresent() && !document.get().isEmpty()
        ? Optional.of(
            new Plans.Upload(
                Optional.ofNullable(document.get().getOriginalFilename()).orElse(""),
                document.get().getBytes()))
        : Optional.empty();
  }

  private View form(Visit visit, String action, Form form, HttpStatus status) {
    return html.page(
        "implementation/planform.jte",
        new PlanFormPage(
            visit.frame(action.equals("/planer/ny") ? "plan.new" : "plan.change"),
            action,
            plans.recommendations(AsOf.day(visit.today())),
            form),
        status);
  }

  @PostMapping("/planer/{id}/steg")
  @Permit(Permission.REPORT_REGION)
  View step(Visit visit, @PathVariable String id, @RequestParam Map<String, String> sent) {
    try {
      plans.step(id, new Fields(sent));
    } catch (Refused refused) {
      return TrackPages.again(
          refused,
          () ->
              plan(
                  visit,
                  id,
                  Form.refused(sent, refused, visit.locale()),
                  HttpStatus.UNPROCESSABLE_CONTENT));
    }
    return TrackPages.seeOther("/planer/" + id + "?klart=plan-step");
  }
}
