package se.samspel.workshop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import se.samspel.charts.Drawing;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.statistics.ImprovementChart.Cause;
import se.samspel.ui.Choice;
import se.samspel.ui.Csv;
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Messages;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/**
 * The workshop for people. What is sent is answered in the same breath and kept nowhere: not in a
 * session, not in a cache, not in a file.
 */
@Controller
class WorkshopPages {

  private final Html html;

  WorkshopPages(Html html) {
    this.html = html;
  }

  /** A rule that fired. */
  record Fired(String rule, String means, String where) {}

  record WorkshopPage(
      Frame frame,
      Form form,
      List<String> dataFaults,
      Optional<Made> made,
      Optional<String> link,
      boolean tooLong)
      implements Page {

    boolean more() {
      return made().isPresent()
          || form.errors().keySet().stream().anyMatch(it -> !it.equals("data") && !it.isEmpty());
    }

    List<Choice> charts() {
      return choices("workshop.chart.", Charting.CHARTS);
    }

    List<Choice> directions() {
      return choices("workshop.direction.", Charting.DIRECTIONS);
    }

    List<Choice> profiles() {
      return choices("workshop.profile.", Charting.PROFILES);
    }

    List<Choice> pers() {
      return choices("workshop.per.", Charting.PERS);
    }

    private List<Choice> choices(String key, List<String> values) {
      return values.stream().map(it -> new Choice(it, t(key + it))).toList();
    }

    /** The columns to choose from; none before anything has been read. */
    List<Choice> columns() {
      var out = new ArrayList<Choice>();
      made()
          .ifPresent(it -> {
            out.add(new Choice("0", t("workshop.column.none")));
            for (var c = 0; c < columnCount(it); c++) {
              out.add(
                  new Choice(Integer.toString(c + 1), t("workshop.column", it.layout().name(c))));
            }
          });
      return out;
    }

    private static int columnCount(Made made) {
      var layout = made.layout();
      var most = layout.heading().size() - 1;
      for (var c : List.of(layout.label(), layout.value(), layout.denominator(), layout.note())) {
        most = Math.max(most, c);
      }
      for (var c : layout.numeric()) {
        most = Math.max(most, c);
      }
      return most + 1;
    }

    String chosen(Made it) {
      var chart = it.followed() ? it.suggestion().chart() : form.value("diagram");
      return t("workshop.chart." + chart);
    }

    String reason(Made it) {
      return t(it.suggestion().reason(), it.suggestion().arguments().toArray());
    }

    /** The suggestion where somebody has chosen another chart; empty otherwise. */
    Optional<String> other(Made it) {
      return it.followed() || it.suggestion().chart().equals(form.value("diagram"))
          ? Optional.empty()
          : Optional.of(t("workshop.chart." + it.suggestion().chart()));
    }

    List<Fired> fired(Made made) {
      var out = new ArrayList<Fired>();
      made.overTime()
          .ifPresent(chart -> {
            for (var it : chart.fired().entrySet()) {
              out.add(
                  new Fired(
                      t("diagram.rule." + code(it.getKey())),
                      t("workshop.rule." + code(it.getKey())),
                      where(it.getValue())));
            }
            for (var phase : chart.phases()) {
              var runs = phase.runs();
              if (runs == null || !runs.signal()) {
                continue;
              }
              var longest = runs.longest();
              var most = runs.longestMax();
              var where =
                  t(
                      "workshop.rule.where-phase",
                      chart.series().moments().get(phase.first()).name(),
                      chart.series().moments().get(phase.last()).name());
              if (longest != null && most != null && longest > most) {
                out.add(
                    new Fired(
                        t("workshop.rule.long-run-name"),
                        t("workshop.rule.long-run", longest, most),
                        where));
              }
              var crossings = runs.crossings();
              var fewest = runs.crossingsMin();
              if (crossings != null && fewest != null && crossings < fewest) {
                out.add(
                    new Fired(
                        t("workshop.rule.few-crossings-name"),
                        t("workshop.rule.few-crossings", crossings, fewest),
                        where));
              }
            }
          });
      return out;
    }

    private static String code(Cause cause) {
      return cause.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private String where(List<String> periods) {
      var most = 12;
      return periods.size() <= most
          ? String.join(", ", periods)
          : t(
              "workshop.rule.where-many",
              String.join(", ", periods.subList(periods.size() - most, periods.size())),
              periods.size() - most);
    }

    boolean phased() {
      return !form.value("faser").isBlank();
    }
  }

  @GetMapping("/verkstad")
  @Permit(Permission.PUBLIC)
  org.springframework.web.servlet.View show(Visit visit) {
    var link = visit.query("d");
    if (visit.query("exempel").isPresent()) {
      return made(visit, example(visit), HttpStatus.OK);
    }
    if (link.isEmpty()) {
      return html.page(
          "workshop/workshop.jte",
          new WorkshopPage(
              visit.frame("workshop.title"),
              Form.EMPTY,
              List.of(),
              Optional.empty(),
              Optional.empty(),
              false));
    }
    try {
      return made(visit, Recipe.unpacked(link.get()), HttpStatus.OK);
    } catch (Refused refused) {
      return again(visit, new Recipe(Map.of()), refused);
    }
  }

  /** Numbers to try with: made up, and said to be. */
  private static Recipe example(Visit visit) {
    return new Recipe(
        Map.of(
            "data", Messages.get(visit.locale(), "workshop.example.data"),
            "titel", Messages.get(visit.locale(), "workshop.example.title"),
            "plats", Messages.get(visit.locale(), "workshop.example.place"),
            "riktning", "hogre",
            "mal", "80"));
  }

  /** Makes the chart: as a page, or as the file that {@code fil} names. */
  @PostMapping("/verkstad")
  @Permit(Permission.PUBLIC)
  @Nullable Object make(
      @RequestParam Map<String, String> sent,
      @RequestParam(name = "fil", defaultValue = "") String as,
      @RequestParam(name = "utan", defaultValue = "") String without,
      @RequestParam(name = "underlag", required = false) @Nullable MultipartFile file,
      Visit visit)
      throws IOException {
    var recipe = new Recipe(sent);
    try {
      if (file != null && !file.isEmpty()) {
        recipe = recipe.with("data", Grid.ofFile(file.getBytes()).text());
      }
      if (without.equals("faser")) {
        recipe = recipe.with("faser", "");
      }
      return as.isEmpty()
          ? made(visit, recipe, HttpStatus.OK)
          : file(as, Charting.make(recipe, visit.locale()), visit);
    } catch (Refused refused) {
      if (refused.kind() != Refused.Kind.INVALID) {
        throw refused;
      }
      return again(visit, recipe, refused);
    }
  }

  private org.springframework.web.servlet.View made(Visit visit, Recipe recipe, HttpStatus status) {
    Made made;
    try {
      made = Charting.make(recipe, visit.locale());
    } catch (Refused refused) {
      return again(visit, recipe, refused);
    }
    var link = "/verkstad?d=" + recipe.packed();
    var tooLong = link.length() > Recipe.LONGEST_LINK;
    return html.unkept(
        "workshop/workshop.jte",
        new WorkshopPage(
            visit.frame("workshop.title"),
            Form.of(recipe.fields()),
            List.of(),
            Optional.of(made),
            tooLong ? Optional.empty() : Optional.of(link),
            tooLong),
        status);
  }

  private org.springframework.web.servlet.View again(Visit visit, Recipe recipe, Refused refused) {
    var faults =
        refused.faults().stream()
            .filter(it -> it.field().equals("data"))
            .map(it -> Messages.get(visit.locale(), it.key(), it.arguments()))
            .toList();
    return html.unkept(
        "workshop/workshop.jte",
        new WorkshopPage(
            visit.frame("workshop.title"),
            Form.refused(new LinkedHashMap<>(recipe.fields()), refused, visit.locale()),
            faults,
            Optional.empty(),
            Optional.empty(),
            false),
        HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private static ResponseEntity<byte[]> file(String as, Made made, Visit visit) {
    return switch (as) {
      case "svg" ->
          saved("diagram.svg", MediaType.valueOf("image/svg+xml"), made.figure().drawing().svg());
      case "png" -> saved("diagram.png", MediaType.IMAGE_PNG, picture(made));
      case "csv" -> {
        var table = made.figure().table();
        yield saved(
            "diagram.csv",
            new MediaType("text", "csv", java.nio.charset.StandardCharsets.UTF_8),
            Csv.bytes(table.header(), rows(made)));
      }
      default -> throw new Refused(Refused.Kind.MALFORMED, "workshop.fault.file");
    };
  }

  private static byte[] picture(Made made) {
    try {
      return made.figure().drawing().png(2);
    } catch (Drawing.NoPicture none) {
      throw Refused.fields(List.of(new Refused.FieldFault("", "workshop.fault.no-picture")));
    }
  }

  /** Numbers as machines read them where the chart has them, words otherwise. */
  private static List<? extends List<? extends @Nullable Object>> rows(Made made) {
    return made.overTime()
        .<List<? extends List<? extends @Nullable Object>>>map(
            it -> TimeTable.rows(it, made.figure().table().rows()))
        .orElseGet(() -> made.figure().table().rows());
  }

  private static ResponseEntity<byte[]> saved(String name, MediaType type, byte[] body) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .contentType(type)
        .body(body);
  }
}
