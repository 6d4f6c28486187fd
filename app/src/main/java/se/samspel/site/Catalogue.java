package se.samspel.site;

import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import se.samspel.core.DateSpan;
import se.samspel.ui.OpenData;

/**
 * The open data as a catalogue that data portals harvest: RDF/XML by DCAT-AP-SE 3.0.1, with its
 * mandatory and recommended properties. All addresses are absolute.
 *
 * <p>Source: docs.dataportal.se/dcat; domain reference §3.2.
 *
 * @param baseUrl the address of the installation, without a final slash
 * @param demo whether a part of the data is made up
 */
record Catalogue(
    String baseUrl, Publisher publisher, List<OpenData.Dataset> datasets, boolean demo) {

  /** What all of it may be used by: CC0 1.0, no conditions. */
  static final String LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/";

  static final String PROFILE = "https://docs.dataportal.se/dcat/3.0.1/sv/";

  private static final String EU = "http://publications.europa.eu/resource/authority/";
  private static final String SWEDEN = "http://sws.geonames.org/2661886";
  private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";
  private static final String DATE = "http://www.w3.org/2001/XMLSchema#date";

  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final Map<String, String> SPACES =
      Map.of(
          "rdf", RDF,
          "dcterms", "http://purl.org/dc/terms/",
          "dcat", "http://www.w3.org/ns/dcat#",
          "foaf", "http://xmlns.com/foaf/0.1/",
          "vcard", "http://www.w3.org/2006/vcard/ns#");

  /** What XML 1.0 has no way of writing. */
  private static final Pattern UNWRITABLE =
      Pattern.compile("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  /** The ways a data set is sent. */
  enum Form {
    CSV("text/csv", "https://www.rfc-editor.org/info/rfc4180"),
    JSON("application/json", "https://www.rfc-editor.org/info/rfc8259");

    private final String mediaType;
    private final String standard;

    Form(String mediaType, String standard) {
      this.mediaType = mediaType;
      this.standard = standard;
    }

    String mediaType() {
      return mediaType;
    }

    /** The path of a data set in this form. */
    String path(String dataset) {
      return Catalogue.path(dataset) + "." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** The path of the page about a data set. */
  static String path(String dataset) {
    return "/datasets/" + dataset;
  }

  /** The catalogue as an RDF/XML document. */
  byte[] rdf() {
    var bytes = new ByteArrayOutputStream();
    try {
      var writer = XMLOutputFactory.newInstance().createXMLStreamWriter(bytes, "UTF-8");
      new Graph(writer).write();
      writer.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }

  private String publisherAddress() {
    return publisher.portalAddress().orElse(baseUrl + "/datasets#utgivare");
  }

  private String contactAddress() {
    return baseUrl + "/datasets#kontakt";
  }

  private String serviceAddress() {
    return baseUrl + "/datasets#api";
  }

  private final class Graph {
    private final XMLStreamWriter out;

    Graph(XMLStreamWriter out) {
      this.out = out;
    }

    void write() throws XMLStreamException {
      out.writeStartDocument("UTF-8", "1.0");
      out.writeStartElement("rdf", "RDF", RDF);
      for (var space : SPACES.entrySet()) {
        out.writeNamespace(space.getKey(), space.getValue());
      }
      catalogue();
      agent();
      contact();
      service();
      for (var dataset : datasets) {
        dataset(dataset);
        for (var form : Form.values()) {
          distribution(dataset, form);
        }
      }
      out.writeEndElement();
      out.writeEndDocument();
    }

    private void catalogue() throws XMLStreamException {
      begin("dcat", "Catalog", baseUrl + "/datasets/dcat");
      texts("dcterms", "title", OpenData.Text.of("datasets.catalogue"));
      texts(
          "dcterms",
          "description",
          OpenData.Text.of(demo ? "datasets.catalogue.demo" : "datasets.catalogue.text"));
      link("dcterms", "publisher", publisherAddress());
      link("dcterms", "license", LICENCE);
      languages();
      link("dcterms", "spatial", SWEDEN);
      link("dcterms", "conformsTo", PROFILE);
      link("foaf", "homepage", baseUrl + "/datasets");
      link("dcat", "themeTaxonomy", EU + "data-theme");
      link("dcat", "service", serviceAddress());
      for (var dataset : datasets) {
        link("dcat", "dataset", baseUrl + path(dataset.id()));
      }
      end();
    }

    private void agent() throws XMLStreamException {
      begin("foaf", "Agent", publisherAddress());
      text("foaf", "name", publisher.name());
      link("dcterms", "type", "http://purl.org/adms/publishertype/" + publisher.type());
      link("foaf", "homepage", baseUrl + "/");
      end();
    }

    private void contact() throws XMLStreamException {
      begin("vcard", "Organization", contactAddress());
      text("vcard", "fn", publisher.name());
      var mailbox = publisher.mailbox();
      if (mailbox.isPresent()) {
        link("vcard", "hasEmail", "mailto:" + mailbox.get());
      }
      link("vcard", "hasURL", baseUrl + "/om");
      end();
    }

    private void service() throws XMLStreamException {
      begin("dcat", "DataService", serviceAddress());
      texts("dcterms", "title", OpenData.Text.of("datasets.api"));
      texts("dcterms", "description", OpenData.Text.of("datasets.api.text"));
      link("dcterms", "publisher", publisherAddress());
      link("dcterms", "license", LICENCE);
      link("dcterms", "accessRights", EU + "access-right/PUBLIC");
      link("dcat", "contactPoint", contactAddress());
      link("dcat", "endpointURL", baseUrl + "/api/v1");
      link("dcat", "endpointDescription", baseUrl + "/api/v1/openapi.json");
      end();
    }

    private void dataset(OpenData.Dataset it) throws XMLStreamException {
      begin("dcat", "Dataset", baseUrl + path(it.id()));
      texts("dcterms", "title", it.title());
      texts("dcterms", "description", it.description());
      link("dcterms", "publisher", publisherAddress());
      link("dcat", "contactPoint", contactAddress());
      for (var keyword : it.keywords()) {
        texts("dcat", "keyword", keyword);
      }
      for (var theme : it.themes().stream().sorted().toList()) {
        link("dcat", "theme", EU + "data-theme/" + theme);
      }
      languages();
      link("dcterms", "accessRights", EU + "access-right/PUBLIC");
      link("dcterms", "accrualPeriodicity", EU + "frequency/" + it.frequency());
      link("dcterms", "spatial", SWEDEN);
      link("dcat", "landingPage", baseUrl + path(it.id()));
      temporal(it.temporal());
      for (var form : Form.values()) {
        link("dcat", "distribution", baseUrl + path(it.id()) + "#" + anchor(form));
      }
      end();
    }

    private void temporal(Optional<DateSpan> span) throws XMLStreamException {
      if (span.isEmpty()) {
        return;
      }
      out.writeStartElement("dcterms", "temporal", space("dcterms"));
      out.writeStartElement("dcterms", "PeriodOfTime", space("dcterms"));
      if (span.get().from().isAfter(DateSpan.EARLIEST)) {
        date("startDate", span.get().from());
      }
      if (span.get().to().isBefore(DateSpan.OPEN)) {
        date("endDate", span.get().to().minusDays(1));
      }
      end();
      end();
    }

    private void date(String name, LocalDate day) throws XMLStreamException {
      out.writeStartElement("dcat", name, space("dcat"));
      out.writeAttribute("rdf", RDF, "datatype", DATE);
      out.writeCharacters(day.toString());
      end();
    }

    private void distribution(OpenData.Dataset it, Form form) throws XMLStreamException {
      var address = baseUrl + form.path(it.id());
      begin("dcat", "Distribution", baseUrl + path(it.id()) + "#" + anchor(form));
      texts("dcterms", "title", new OpenData.Text(form.name(), form.name()));
      texts(
          "dcterms",
          "description",
          OpenData.Text.of("datasets.form." + form.name().toLowerCase(Locale.ROOT)));
      link("dcat", "accessURL", address);
      link("dcat", "downloadURL", address);
      text("dcterms", "format", form.mediaType());
      link("dcat", "mediaType", MEDIA_TYPES + form.mediaType());
      link("dcterms", "license", LICENCE);
      link("dcterms", "conformsTo", form.standard);
      languages();
      end();
    }

    private static String anchor(Form form) {
      return form.name().toLowerCase(Locale.ROOT);
    }

    private void languages() throws XMLStreamException {
      link("dcterms", "language", EU + "language/SWE");
      link("dcterms", "language", EU + "language/ENG");
    }

    private static String space(String prefix) {
      return java.util.Objects.requireNonNull(SPACES.get(prefix));
    }

    private void begin(String prefix, String name, String address) throws XMLStreamException {
      out.writeStartElement(prefix, name, space(prefix));
      out.writeAttribute("rdf", RDF, "about", address);
    }

    private void end() throws XMLStreamException {
      out.writeEndElement();
    }

    private void link(String prefix, String name, String address) throws XMLStreamException {
      out.writeEmptyElement(prefix, name, space(prefix));
      out.writeAttribute("rdf", RDF, "resource", address);
    }

    private void texts(String prefix, String name, OpenData.Text text) throws XMLStreamException {
      literal(prefix, name, text.sv(), "sv");
      literal(prefix, name, text.en(), "en");
    }

    private void text(String prefix, String name, String text) throws XMLStreamException {
      literal(prefix, name, text, "");
    }

    private void literal(String prefix, String name, String text, String language)
        throws XMLStreamException {
      out.writeStartElement(prefix, name, space(prefix));
      if (!language.isEmpty()) {
        out.writeAttribute("xml", javax.xml.XMLConstants.XML_NS_URI, "lang", language);
      }
      out.writeCharacters(UNWRITABLE.matcher(text).replaceAll(" "));
      end();
    }
  }
}
