package se.samspel.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.samspel.testing.Ground;
import se.samspel.testing.TestApp;
import se.samspel.ui.OpenData;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue is what a data portal asks for, its files answer, and no hidden number leaves. */
class OpenDataTests {

  private static final String BASE = "http://localhost:8080";
  private static final String DCT = "http://purl.org/dc/terms/";
  private static final String DCAT = "http://www.w3.org/ns/dcat#";
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String FOAF = "http://xmlns.com/foaf/0.1/";
  private static final String VCARD = "http://www.w3.org/2006/vcard/ns#";

  /** Counts that are hidden below, each a number that stands nowhere else. */
  private static final int FEW = 3;

  private static final int SHIELD = 70_013;
  private static final int TOGETHER = 70_016;

  /** A value that its region has not yet approved. */
  private static final int NOT_YET = 60_077;

  private final TestApp app = TestApp.plain();

  /** An indicator of persons with three values: one is small, one shields it, one may be shown. */
  private void given() {
    Ground.lay(app);
    var owner = app.database().asOwner();
    if (owner
            .sql("select count(*) from indicators.definition where id = 'i950'")
            .query(Integer.class)
            .single()
        > 0) {
      return;
    }
    owner
        .sql(
            """
            insert into indicators.definition
              (id, version, name_sv, name_en, numerator, unit, direction, counts, least_count, recorded_at)
            values ('i950', 1, 'Prov <&> på öppna data', 'Open & tried', 'n', 'count', 'none', 'persons', 5, '2024-01-01')\
            """)
        .update();
    int at = 0;
    for (var count : List.of(FEW, SHIELD, 80_021)) {
      var region = List.of("12", "01", "03").get(at++);
      owner
          .sql(
              """
              insert into indicators.value
                (id, version, indicator, definition_version, region, period, period_from, period_to, value, numerator, denominator, unit, state, recorded_at)
              values (:id, 1, 'i950', 1, :region, '2023', '2023-01-01', '2024-01-01', :count, :count, 90031, 'count', 'accepted', '2024-01-01')\
              """)
          .param("id", "i950-" + region)
          .param("region", region)
          .param("count", count)
          .update();
    }
    owner
        .sql(
            """
            insert into indicators.value
              (id, version, indicator, definition_version, region, period, period_from, period_to, value, numerator, unit, state, recorded_at)
            values ('i950-own', 1, 'i950', 1, '12', '2024', '2024-01-01', '2025-01-01', 60077, 60077, 'count', 'entered', '2024-01-01')\
            """)
        .update();
  }

  private Element catalogue() throws Exception {
    var answer = app.visitor().get("/datasets/dcat", "application/rdf+xml");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/rdf+xml");
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static List<Element> elements(Element in, String space, String name) {
    var found = in.getElementsByTagNameNS(space, name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static List<Element> children(Element in, String space, String name) {
    var found = new ArrayList<Element>();
    for (Node it = in.getFirstChild(); it != null; it = it.getNextSibling()) {
      if (it instanceof Element child
          && space.equals(child.getNamespaceURI())
          && name.equals(child.getLocalName())) {
        found.add(child);
      }
    }
    return found;
  }

  private static List<String> links(Element in, String space, String name) {
    return children(in, space, name).stream()
        .map(it -> it.getAttributeNS(RDF, "resource"))
        .toList();
  }

  private static Set<String> languages(Element in, String space, String name) {
    var found = new HashSet<String>();
    children(in, space, name)
        .forEach(it -> {
          assertThat(it.getTextContent()).isNotBlank().doesNotContain("open-data.", "datasets.");
          found.add(it.getAttribute("xml:lang"));
        });
    return found;
  }

  @Test
  void theCatalogueHasWhatTheProfileAsksFor() throws Exception {
    given();
    var root = catalogue();
    var catalogue = elements(root, DCAT, "Catalog").getFirst();
    assertThat(languages(catalogue, DCT, "title")).containsExactlyInAnyOrder("sv", "en");
    assertThat(languages(catalogue, DCT, "description")).containsExactlyInAnyOrder("sv", "en");
    var agent = elements(root, FOAF, "Agent").getFirst();
    assertThat(links(catalogue, DCT, "publisher"))
        .containsExactly(agent.getAttributeNS(RDF, "about"));
    assertThat(children(agent, FOAF, "name").getFirst().getTextContent()).isEqualTo("Samspel");
    assertThat(links(agent, DCT, "type").getFirst())
        .startsWith("http://purl.org/adms/publishertype/");
    assertThat(links(catalogue, DCT, "license")).containsExactly(Catalogue.LICENCE);
    assertThat(links(catalogue, DCT, "conformsTo")).containsExactly(Catalogue.PROFILE);
    assertThat(links(catalogue, DCT, "language")).hasSize(2);
    assertThat(children(elements(root, VCARD, "Organization").getFirst(), VCARD, "fn")).hasSize(1);
    assertThat(elements(root, DCAT, "DataService")).hasSize(1);
    var datasets = elements(root, DCAT, "Dataset");
    assertThat(links(catalogue, DCAT, "dataset"))
        .doesNotHaveDuplicates()
        .containsExactlyElementsOf(
            datasets.stream().map(it -> it.getAttributeNS(RDF, "about")).toList())
        .contains(
            BASE + "/datasets/regions",
            BASE + "/datasets/needs",
            BASE + "/datasets/recommendations",
            BASE + "/datasets/reach-by-region",
            BASE + "/datasets/indicator-i950");
    for (var dataset : datasets) {
      assertThat(languages(dataset, DCT, "title")).containsExactlyInAnyOrder("sv", "en");
      assertThat(languages(dataset, DCT, "description")).containsExactlyInAnyOrder("sv", "en");
      assertThat(languages(dataset, DCAT, "keyword")).containsExactlyInAnyOrder("sv", "en");
      assertThat(links(dataset, DCT, "publisher")).hasSize(1);
      assertThat(links(dataset, DCAT, "contactPoint")).hasSize(1);
      assertThat(links(dataset, DCAT, "theme")).isNotEmpty();
      assertThat(links(dataset, DCT, "accrualPeriodicity")).hasSize(1);
      assertThat(links(dataset, DCT, "accessRights")).hasSize(1);
      assertThat(links(dataset, DCT, "spatial")).hasSize(1);
      assertThat(links(dataset, DCAT, "distribution")).hasSize(2);
    }
    var tried =
        datasets.stream()
            .filter(it -> it.getAttributeNS(RDF, "about").endsWith("/indicator-i950"))
            .findFirst()
            .orElseThrow();
    assertThat(children(tried, DCT, "title").getFirst().getTextContent())
        .isEqualTo("Prov <&> på öppna data");
    assertThat(elements(tried, DCAT, "startDate").getFirst().getTextContent())
        .isEqualTo("2023-01-01");
    assertThat(elements(tried, DCAT, "endDate").getFirst().getTextContent())
        .isEqualTo("2023-12-31");
  }

  @Test
  void everyFileOfTheCatalogueAnswersAndBothFormsHoldTheSameRows() throws Exception {
    given();
    var root = catalogue();
    var known = new HashSet<String>();
    elements(root, DCAT, "Dataset").forEach(it -> known.addAll(links(it, DCAT, "distribution")));
    var visitor = app.visitor();
    var rows = new java.util.HashMap<String, Integer>();
    for (var distribution : elements(root, DCAT, "Distribution")) {
      assertThat(known).contains(distribution.getAttributeNS(RDF, "about"));
      assertThat(links(distribution, DCT, "license")).containsExactly(Catalogue.LICENCE);
      var address = links(distribution, DCAT, "downloadURL").getFirst();
      assertThat(links(distribution, DCAT, "accessURL")).containsExactly(address);
      var format = children(distribution, DCT, "format").getFirst().getTextContent();
      var answer = visitor.get(address.substring(BASE.length()), "*/*");
      assertThat(answer.status()).as(address).isEqualTo(200);
      assertThat(answer.header("Content-Type")).as(address).startsWith(format);
      var id = address.replaceAll(".*/|\\..*", "");
      int count =
          format.equals("text/csv")
              ? CSVParser.parse(new StringReader(answer.body()), CSVFormat.RFC4180)
                      .getRecords()
                      .size()
                  - 1
              : new JsonMapper().readTree(answer.body()).get("items").size();
      var other = rows.put(id, count);
      assertThat(Optional.ofNullable(other).orElse(count)).as(id).isEqualTo(count);
    }
    assertThat(rows).hasSize(elements(root, DCAT, "Dataset").size());
    assertThat(rows).containsEntry("indicator-i950", 4);
    // Other tests of the same application may have added regions of their own.
    assertThat(rows.get("regions")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void noHiddenNumberStandsInAnyFileWhoeverAsks() {
    given();
    for (var reader : List.of(app.visitor(), app.signedIn("samordnare-12"))) {
      for (var path :
          Stream.of(".csv", ".json", "").map(it -> "/datasets/indicator-i950" + it).toList()) {
        var body = reader.get(path, "*/*").body();
        assertThat(body)
            .as(path)
            .doesNotContain(
                Integer.toString(SHIELD), Integer.toString(TOGETHER), Integer.toString(NOT_YET));
        if (!path.endsWith("950")) {
          assertThat(body).contains("80021").doesNotContainPattern("[,:]\"?3(\\.0)?[\",]");
        }
      }
    }
  }

  @Test
  void bothFormsSayTheSameOfEveryCell() throws Exception {
    given();
    var visitor = app.visitor();
    var csv =
        CSVParser.parse(
                new StringReader(
                    visitor.get("/datasets/indicator-i950.csv", "*/*").body().substring(1)),
                CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())
            .getRecords();
    var json = new JsonMapper().readTree(visitor.get("/datasets/indicator-i950.json").body());
    assertThat(json.get("total").asInt()).isEqualTo(4);
    for (int i = 0; i < csv.size(); i++) {
      var item = json.get("items").get(i);
      assertThat(csv.get(i).get("region")).isEqualTo(item.get("region").asString());
      assertThat(csv.get(i).get("suppressed")).isEqualTo(item.get("suppressed").asString());
      assertThat(csv.get(i).get("value").isEmpty()).isEqualTo(!item.hasNonNull("value"));
    }
  }

  @Test
  void everyDataSetHasColumnsAndOneOwner() {
    var ids = new ArrayList<String>();
    var today = se.samspel.core.AsOf.day(java.time.LocalDate.of(2026, 1, 1));
    for (var source : app.beans(OpenData.class)) {
      for (var dataset : source.datasets(today)) {
        ids.add(dataset.id());
        assertThat(
                DatasetRows.of(source.rows(dataset.id(), today).orElseThrow(), new JsonMapper())
                    .columns())
            .as(dataset.id())
            .isNotEmpty()
            .doesNotHaveDuplicates()
            .contains("synthetic");
      }
    }
    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(20);
  }

  @Test
  void aDataSetThatDoesNotExistIsNotFound() {
    for (var path :
        List.of(
            "/datasets/finns-inte", "/datasets/finns-inte.csv", "/datasets/indicator-nej.json")) {
      assertThat(app.visitor().get(path).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void theCatalogueIsFoundByAskingForItAndRefusedInFormsThatItHasNot() {
    var found = app.visitor().get("/datasets", "application/rdf+xml");
    assertThat(found.status()).isEqualTo(303);
    assertThat(found.header("Location")).endsWith("/datasets/dcat");
    assertThat(app.visitor().get("/datasets/dcat", "text/turtle").status()).isEqualTo(406);
    assertThat(app.visitor().get("/datasets/dcat", "*/*").header("Content-Type"))
        .startsWith("application/rdf+xml");
  }

  @Test
  void thePageListsEveryDataSetInSwedishWithItsFiles() {
    given();
    var page = app.visitor().get("/datasets");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Set-Cookie")).isEmpty();
    assertThat(page.text()).contains("Öppna data", "Prov <&> på öppna data", "Rekommendationer");
    var hrefs = page.html().select("main a").eachAttr("href");
    assertThat(hrefs).contains("/datasets/dcat", "/datasets/needs.csv", "/datasets/needs.json");
    assertThat(app.visitor().get("/datasets/needs").text()).contains("Behov", "statementSv", "CC0");
  }
}
