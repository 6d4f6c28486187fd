package se.samspel.site;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import se.samspel.core.AsOf;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Person;
import se.samspel.core.Refused;
import se.samspel.ui.Csv;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.OpenData;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The open data: a page with every data set, a page and files for each, and the catalogue that data
 * portals harvest. Whoever asks gets what a visitor gets.
 */
@Controller
@Permit(Permission.PUBLIC)
@EnableConfigurationProperties(Publisher.class)
class DatasetPages {

  private static final String RDF_XML = "application/rdf+xml";

  private final Html html;
  private final List<OpenData> sources;
  private final Publisher publisher;
  private final JsonMapper mapper;
  private final String baseUrl;

  DatasetPages(
      Html html,
      List<OpenData> sources,
      Publisher publisher,
      JsonMapper mapper,
      @Value("${samspel.base-url}") String baseUrl) {
    this.html = html;
    this.sources = List.copyOf(sources);
    this.publisher = publisher;
    this.mapper = mapper;
    this.baseUrl = baseUrl;
  }

  record DatasetsPage(Frame frame, List<OpenData.Dataset> datasets, Publisher publisher)
      implements Page {}

  record DatasetPage(
      Frame frame, OpenData.Dataset dataset, List<String> columns, int rows, Publisher publisher)
      implements Page {

    Optional<LocalDate> first() {
      return dataset.temporal().map(se.samspel.core.DateSpan::from);
    }

    Optional<LocalDate> last() {
      return dataset.temporal().map(it -> it.to().minusDays(1));
    }
  }

  /** A data set as JSON: what it is, and every row. */
  record DatasetFile(
      String id,
      String title,
      String licence,
      String publisher,
      LocalDate day,
      int total,
      List<JsonNode> items) {}

  @GetMapping("/datasets")
  View list(
      Visit visit,
      @RequestHeader(name = "Accept", defaultValue = MediaType.ALL_VALUE) String accept) {
    if (accept.contains(RDF_XML)) {
      var catalogue = new RedirectView("/datasets/dcat");
      catalogue.setStatusCode(org.springframework.http.HttpStatus.SEE_OTHER);
      return catalogue;
    }
    return html.page(
        "site/datasets.jte",
        new DatasetsPage(visit.frame("datasets.title"), datasets(visit.asOf()), publisher));
  }

  @GetMapping(
      path = "/datasets/dcat",
      produces = {RDF_XML, MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
  ResponseEntity<byte[]> catalogue(Visit visit) {
    var catalogue = new Catalogue(baseUrl, publisher, datasets(visit.asOf()), visit.demo());
    return ResponseEntity.ok().body(catalogue.rdf());
  }

  @GetMapping("/datasets/{id:(?!dcat$)[a-z0-9-]+}")
  View dataset(@PathVariable String id, Visit visit) {
    var asOf = visit.asOf();
    var dataset = dataset(id, asOf);
    var rows = rows(id, asOf);
    return html.page(
        "site/dataset.jte",
        new DatasetPage(
            visit.titled(dataset.title().in(visit.locale())),
            dataset,
            rows.columns(),
            rows.items().size(),
            publisher));
  }

  @GetMapping("/datasets/{id:[a-z0-9-]+}.csv")
  ResponseEntity<byte[]> csv(@PathVariable String id, Visit visit) {
    var rows = rows(id, visit.asOf());
    return Csv.answer(id + ".csv", rows.columns(), rows.table());
  }

  @GetMapping("/datasets/{id:[a-z0-9-]+}.json")
  ResponseEntity<DatasetFile> json(@PathVariable String id, Visit visit) {
    var asOf = visit.asOf();
    var dataset = dataset(id, asOf);
    var rows = rows(id, asOf);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            new DatasetFile(
                id,
                dataset.title().in(visit.locale()),
                Catalogue.LICENCE,
                publisher.name(),
                asOf.day(),
                rows.items().size(),
                rows.items()));
  }

  private OpenData.Dataset dataset(String id, AsOf asOf) {
    return datasets(asOf).stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(Refused::notFound);
  }

  private List<OpenData.Dataset> datasets(AsOf asOf) {
    return CurrentPerson.call(
        Person.VISITOR,
        () ->
            sources.stream()
                .flatMap(it -> it.datasets(asOf).stream())
                .sorted(Comparator.comparing(OpenData.Dataset::id))
                .toList());
  }

  private DatasetRows rows(String id, AsOf asOf) {
    return CurrentPerson.call(
        Person.VISITOR,
        () ->
            sources.stream()
                .flatMap(it -> it.rows(id, asOf).stream())
                .findFirst()
                .map(it -> DatasetRows.of(it, mapper))
                .orElseThrow(Refused::notFound));
  }
}
