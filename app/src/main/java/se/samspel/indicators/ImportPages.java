package se.samspel.indicators;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.indicators.imports.Fault;
import se.samspel.indicators.imports.Source;
import se.samspel.indicators.imports.Template;
import se.samspel.ui.Answers;
import se.samspel.ui.Choice;
import se.samspel.ui.Form;
import se.samspel.ui.FormField;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Listing;
import se.samspel.ui.Messages;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** Where values come from: the sources, what an import would change, and what has been imported. */
@Controller
class ImportPages {

  private static final int ROWS = 100;
  private static final String ROOT = "/indikatorer/importer";

  private final Importing importing;
  private final Indicators indicators;
  private final Html html;

  ImportPages(Importing importing, Indicators indicators, Html html) {
    this.importing = importing;
    this.indicators = indicators;
    this.html = html;
  }

  record ListPage(Frame frame, List<Source> sources, Listing<ImportRun> runs) implements Page {

    Optional<ImportRun> last(Source source) {
      return runs.items().stream()
          .filter(it -> it.source().equals(source.id()) && it.state() == ImportRun.State.COMMITTED)
          .findFirst();
    }

    String text(Source source, String part) {
      return t("import.source." + source.id() + "." + part);
    }

    LocalDate day(ImportRun run) {
      return ImportPages.day(run);
    }

    boolean mayImport() {
      return frame.person().may(Permission.EDIT_INDICATORS);
    }
  }

  /** A fault as it is shown. */
  record FaultLine(String part, String line, String cell, String text) {}

  record SourcePage(
      Frame frame, Source source, Form form, List<FaultLine> faults, List<ImportRun> runs)
      implements Page {

    String text(String part) {
      return t("import.source." + source.id() + "." + part);
    }

    boolean mayImport() {
      return frame.person().may(Permission.EDIT_INDICATORS);
    }

    List<FormField> fields() {
      return source.choices().stream().map(this::field).toList();
    }

    String accepts() {
      return String.join(", ", source.endings());
    }

    LocalDate day(ImportRun run) {
      return ImportPages.day(run);
    }

    private FormField field(Source.Choosing it) {
      var label = "import.choice." + it.name();
      return new FormField(
          it.name(),
          label,
          label + ".hint",
          it.type(),
          it.words().stream().map(word -> new Choice(word, t(label + "." + word))).toList(),
          it.required());
    }
  }

  record RunPage(
      Frame frame,
      ImportRun run,
      String sourceName,
      Listing<Trial.Change> changes,
      Listing<Reading> entered,
      int absent,
      String fingerprint,
      List<FaultLine> faults,
      List<DefinitionTable.RegionName> regions)
      implements Page {

    boolean tried() {
      return run.state() == ImportRun.State.TRIED;
    }

    boolean committed() {
      return run.state() == ImportRun.State.COMMITTED;
    }

    boolean mayImport() {
      return frame.person().may(Permission.EDIT_INDICATORS);
    }

    String state() {
      return t("import.state." + run.state().code());
    }

    String regionName(Reading it) {
      return it.region().equals(Measured.COUNTRY)
          ? t("value.country")
          : regions.stream()
              .filter(region -> region.code().equals(it.region()))
              .map(DefinitionTable.RegionName::name)
              .findFirst()
              .orElse(it.region());
    }

    String kind(Trial.Change it) {
      return t("import.kind." + it.kind().name().toLowerCase(Locale.ROOT));
    }

    String period(Reading it) {
      return it.period().dated() ? it.period().code() : t("value.undated");
    }

    String split(Reading it) {
      return t("value.sex." + it.sex()) + (it.age().equals("all") ? "" : ", " + it.age());
    }

    /** Value with numerator and denominator where there are such. */
    String figures(Reading it) {
      if (it.suppressed()) {
        return t("value.suppressed", it.least());
      }
      var value = it.value().map(this::number).orElse(t("missing"));
      return it.numerator().isPresent() && it.denominator().isPresent()
          ? t("import.of", value, number(it.numerator().get()), number(it.denominator().get()))
          : value;
    }

    String unit(Reading it) {
      return switch (it.unit()) {
        case "percent" -> t("value.unit.percent");
        case "per 100 000" -> t("value.unit.per-100000");
        case "ratio" -> t("value.unit.ratio");
        case "count" -> t("value.unit.count");
        case "score" -> t("value.unit.score");
        default -> it.unit();
      };
    }

    /** What was chosen, in words where it was one of several. */
    String choice(Map.Entry<String, String> choice) {
      var key = "import.choice." + choice.getKey() + "." + choice.getValue();
      var word = t(key);
      return word.equals(key) ? choice.getValue() : word;
    }

    String before(Trial.Change it) {
      return it.before().map(this::figures).orElse("–");
    }

    private String number(double number) {
      return numbers().plain(Math.round(number * 10) / 10.0);
    }

    int pages() {
      var listing = tried() ? changes : entered;
      return (int) ((listing.total() + listing.limit() - 1) / listing.limit());
    }

    int page() {
      return tried() ? changes.page() : entered.page();
    }
  }

  private static LocalDate day(ImportRun run) {
    return LocalDate.ofInstant(run.recordedAt(), ZoneId.of("Europe/Stockholm"));
  }

  @GetMapping(ROOT)
  @Permit(Permission.PUBLIC)
  View list(@RequestParam(defaultValue = "1") int sida, Visit visit) {
    return html.page(
        "indicators/imports.jte",
        new ListPage(
            visit.frame("import.list"),
            importing.sources(),
            Listing.of(importing.listRuns(), sida, ROWS)));
  }

  @GetMapping(ROOT + "/{source}")
  @Permit(Permission.PUBLIC)
  View source(@PathVariable String source, Visit visit) {
    var it = importing.source(source);
    var standard = new HashMap<String, String>();
    it.choices()
        .forEach(choice -> choice.standard().ifPresent(text -> standard.put(choice.name(), text)));
    return shown(it, visit, Form.of(standard), List.of(), HttpStatus.OK);
  }

  private View shown(Source source, Visit visit, Form form, List<Fault> faults, HttpStatus status) {
    return html.page(
        "indicators/import-source.jte",
        new SourcePage(
            visit.titled(Messages.get(visit.locale(), "import.source." + source.id() + ".name")),
            source,
            form,
            lines(visit, faults),
            importing.listRuns().stream().filter(it -> it.source().equals(source.id())).toList()),
        status);
  }

  private static List<FaultLine> lines(Visit visit, List<Fault> faults) {
    return faults.stream()
        .map(it ->
            new FaultLine(
                it.place().part(),
                it.place().line() > 0 ? Integer.toString(it.place().line()) : "",
                it.place().cell(),
                Messages.get(visit.locale(), it.key(), it.arguments())))
        .toList();
  }

  @PostMapping(ROOT + "/{source}/prova")
  @Permit(Permission.EDIT_INDICATORS)
  View tryFile(
      @PathVariable String source,
      @RequestParam Map<String, String> sent,
      @RequestParam(name = "fil", required = false) @Nullable MultipartFile file,
      Visit visit)
      throws IOException {
    var it = importing.source(source);
    if (file == null || file.isEmpty()) {
      var refused = Refused.fields(List.of(new Refused.FieldFault("fil", "import.no-file")));
      return shown(
          it,
          visit,
          Form.refused(sent, refused, visit.locale()),
          List.of(),
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
    var name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
    var content = file.getBytes();
    return tried(it, sent, visit, () -> importing.file(source, sent, name, content));
  }

  @PostMapping(ROOT + "/{source}/hamta")
  @Permit(Permission.EDIT_INDICATORS)
  View fetch(@PathVariable String source, @RequestParam Map<String, String> sent, Visit visit) {
    return tried(importing.source(source), sent, visit, () -> importing.fetch(source, sent));
  }

  private View tried(
      Source source,
      Map<String, String> sent,
      Visit visit,
      java.util.function.Supplier<Trial> trying) {
    try {
      return switch (trying.get()) {
        case Trial.Faulty faulty ->
            shown(source, visit, Form.of(sent), faulty.faults(), HttpStatus.UNPROCESSABLE_CONTENT);
        case Trial.Known known -> Answers.done(path(known.run()), "import-known");
        case Trial.Ready ready -> Answers.done(path(ready.run()), "import-tried");
      };
    } catch (Refused refused) {
      var status = Answers.again(refused);
      return shown(source, visit, Form.refused(sent, refused, visit.locale()), List.of(), status);
    }
  }

  private static String path(ImportRun run) {
    return ROOT + "/korningar/" + run.id();
  }

  @GetMapping(ROOT + "/korningar/{id}")
  @Permit(Permission.PUBLIC)
  View run(@PathVariable String id, @RequestParam(defaultValue = "1") int sida, Visit visit) {
    var run = importing.findRun(id).orElseThrow(Refused::notFound);
    if (run.state() != ImportRun.State.TRIED) {
      return run(
          visit,
          run,
          Listing.of(List.of(), 1, ROWS),
          Listing.of(importing.listEntered(run), sida, ROWS),
          0,
          "",
          List.of(),
          HttpStatus.OK);
    }
    if (!visit.person().may(Permission.EDIT_INDICATORS)) {
      throw Refused.notFound();
    }
    return tried(visit, run, importing.review(run), sida, HttpStatus.OK);
  }

  private View tried(Visit visit, ImportRun run, Trial trial, int page, HttpStatus status) {
    return switch (trial) {
      case Trial.Ready ready ->
          run(
              visit,
              ready.run(),
              Listing.of(ready.changes(), page, ROWS),
              Listing.of(List.of(), 1, ROWS),
              ready.absent(),
              ready.fingerprint(),
              List.of(),
              status);
      case Trial.Faulty faulty ->
          run(
              visit,
              run,
              Listing.of(faulty.changes(), page, ROWS),
              Listing.of(List.of(), 1, ROWS),
              0,
              "",
              lines(visit, faulty.faults()),
              HttpStatus.UNPROCESSABLE_CONTENT);
      case Trial.Known known -> Answers.done(path(known.run()), "import-known");
    };
  }

  private View run(
      Visit visit,
      ImportRun run,
      Listing<Trial.Change> changes,
      Listing<Reading> entered,
      int absent,
      String fingerprint,
      List<FaultLine> faults,
      HttpStatus status) {
    var name = Messages.get(visit.locale(), "import.source." + run.source() + ".name");
    return html.page(
        "indicators/import-run.jte",
        new RunPage(
            visit.frame("import.run-title", name),
            run,
            name,
            changes,
            entered,
            absent,
            fingerprint,
            faults,
            indicators.regions()),
        status);
  }

  @PostMapping(ROOT + "/korningar/{id}/bekrafta")
  @Permit(Permission.EDIT_INDICATORS)
  View commit(@PathVariable String id, @RequestParam(defaultValue = "") String sett, Visit visit) {
    var run = importing.findRun(id).orElseThrow(Refused::notFound);
    return switch (importing.commit(id, sett)) {
      case Trial.Ready ready -> Answers.done(path(ready.run()), "import-committed");
      case Trial.Known known -> Answers.done(path(known.run()), "import-known");
      case Trial.Faulty faulty -> tried(visit, run, faulty, 1, HttpStatus.UNPROCESSABLE_CONTENT);
    };
  }

  @PostMapping(ROOT + "/korningar/{id}/angra")
  @Permit(Permission.EDIT_INDICATORS)
  View undo(@PathVariable String id, @RequestParam Map<String, String> sent) {
    var fields = new se.samspel.core.Fields(sent);
    int version = fields.version();
    fields.accept();
    return Answers.done(path(importing.undo(id, version)), "import-undone");
  }

  @GetMapping(ROOT + "/mall.csv")
  @Permit(Permission.PUBLIC)
  ResponseEntity<byte[]> csvTemplate() {
    return file("indikatorvarden-mall.csv", "text/csv;charset=utf-8", Template.csv());
  }

  @GetMapping(ROOT + "/mall.xlsx")
  @Permit(Permission.PUBLIC)
  ResponseEntity<byte[]> workbookTemplate(Visit visit) {
    return file(
        "indikatorvarden-mall.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Template.workbook(
            Messages.get(visit.locale(), "import.template.sheet"),
            Messages.get(visit.locale(), "import.template.help"),
            Template.COLUMNS.stream()
                .map(it -> Messages.get(visit.locale(), "import.template." + it))
                .toList()));
  }

  private static ResponseEntity<byte[]> file(String name, String type, byte[] content) {
    return ResponseEntity.ok()
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .contentType(MediaType.parseMediaType(type))
        .body(content);
  }
}
