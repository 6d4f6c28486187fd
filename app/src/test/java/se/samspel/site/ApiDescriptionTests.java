package se.samspel.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.testing.TestApp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API's description says what the handlers do, in their own words, and follows DIGG's REST
 * profile. {@code -Dupdate.golden=yes} writes it anew, with real answers as examples.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDescriptionTests {

  private static final Path JSON = Path.of("src/main/resources/api/openapi.json");
  private static final Path YAML = Path.of("src/main/resources/api/openapi.yaml");
  private static final String STATISTICS = "/api/v1/statistics/{operation}";
  private static final Path SOURCES = Path.of("src/main/java");
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private TestApp app;
  private ObjectNode described;

  @BeforeAll
  void describe() throws Exception {
    app = TestApp.start("demo", Map.of("springdoc.api-docs.enabled", true));
    described = complete(fromHandlers(), Javadocs.of(SOURCES));
    if ("yes".equals(System.getProperty("update.golden"))) {
      var whole = described.deepCopy();
      addExamples(whole);
      addBuiltExamples(whole);
      write(whole);
    }
  }

  @AfterAll
  void stop() {
    app.close();
  }

  @Test
  void theCommittedDescriptionIsCurrent() throws IOException {
    var committed = (ObjectNode) MAPPER.readTree(Files.readString(JSON));
    assertThat(sorted(withoutExamples(committed)))
        .as("stale; run with -Dupdate.golden=yes")
        .isEqualTo(sorted(described));
  }

  @Test
  void jsonAndYamlSayTheSame() throws IOException {
    Object yaml = new Yaml().load(Files.readString(YAML));
    assertThat(sorted(MAPPER.valueToTree(yaml)))
        .isEqualTo(sorted(MAPPER.readTree(Files.readString(JSON))));
  }

  @Test
  void everyOperationAndEveryAnswerIsDescribed() {
    var missing = new ArrayList<String>();
    operations((where, operation) -> {
      if (operation.path("description").asString("").isBlank()) {
        missing.add(where + " has no description");
      }
      operation
          .path("responses")
          .properties()
          .forEach(answer -> {
            if (answer.getValue().path("description").asString("").isBlank()) {
              missing.add(where + " " + answer.getKey() + " has no description");
            }
          });
    });
    assertThat(missing).isEmpty();
  }

  @Test
  void namesFollowTheProfile() {
    var wrong = new ArrayList<String>();
    described
        .path("paths")
        .properties()
        .forEach(path -> {
          if (!path.getKey().matches("/api/v1(/([a-z0-9.-]+|\\{[a-zA-Z]+}))+")) {
            wrong.add(path.getKey());
          }
        });
    described
        .path("components")
        .path("schemas")
        .properties()
        .forEach(schema ->
            schema
                .getValue()
                .path("properties")
                .properties()
                .forEach(field -> {
                  if (!field.getKey().matches("[a-z][a-zA-Z0-9]*")) {
                    wrong.add(schema.getKey() + "." + field.getKey());
                  }
                }));
    assertThat(wrong).isEmpty();
  }

  @Test
  void listsPageByLimitAndPageFromOne() {
    var wrong = new ArrayList<String>();
    operations((where, operation) -> {
      var names = new ArrayList<String>();
      operation.path("parameters").forEach(it -> names.add(it.path("name").asString()));
      if (names.contains("page") != names.contains("limit")) {
        wrong.add(where);
      }
    });
    assertThat(wrong).isEmpty();
    var first = app.visitor().json("/api/v1/regions?limit=5");
    assertThat(first.status()).isEqualTo(200);
    assertThat(app.visitor().json("/api/v1/regions?page=0").status()).isEqualTo(400);
    assertThat(app.visitor().json("/api/v1/regions?limit=5&page=2").body())
        .isNotEqualTo(first.body());
  }

  @Test
  void everyListAnswersAsItIsDescribed() {
    var wrong = new ArrayList<String>();
    operations((where, operation) -> {
      if (!where.startsWith("get ") || where.contains("{")) {
        return;
      }
      var path = where.substring(4);
      var answer = app.visitor().json(path);
      if (answer.status() != 200 && answer.status() != 401 && answer.status() != 400) {
        wrong.add(where + " answered " + answer.status());
      }
      if (answer.status() >= 400
          && !answer.header("Content-Type").startsWith("application/problem+json")) {
        wrong.add(where + " refused without a problem");
      }
    });
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyListRefusesADayOrAMomentThatIsNone() {
    var wrong = new ArrayList<String>();
    operations((where, operation) -> {
      var names = new ArrayList<String>();
      operation.path("parameters").forEach(it -> names.add(it.path("name").asString()));
      if (!where.startsWith("get ") || where.contains("{") || !names.contains("page")) {
        return;
      }
      for (var garbage : new String[] {"day=x", "known=x"}) {
        var status = app.visitor().json(where.substring(4) + "?" + garbage).status();
        if (status != 400 && status != 401) {
          wrong.add(where + "?" + garbage + " answered " + status);
        }
      }
    });
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyBodyThatIsSentOrAnsweredHasAnExample() throws IOException {
    var missing = new ArrayList<String>();
    operations(
        MAPPER.readTree(Files.readString(JSON)),
        (where, operation) -> {
          bodies(operation)
              .forEach((body, content) -> {
                var example = content.path("example");
                if (example.isMissingNode() || example.isObject() && example.isEmpty()) {
                  missing.add(where + " " + body);
                }
              });
        });
    assertThat(missing).isEmpty();
  }

  @Test
  void theDescriptionIsServedWithTheAddressesOfTheInstallation() {
    var served = MAPPER.readTree(app.visitor().json("/api/v1/openapi.json").body());
    for (var url :
        java.util.List.of(
            served.path("info").path("contact").path("url"),
            served.path("info").path("termsOfService"),
            served.path("externalDocs").path("url"),
            served.path("servers").path(0).path("url"))) {
      assertThat(url.asString()).startsWith("http://localhost:8080/");
    }
    assertThat(app.visitor().get("/api/v1/openapi.yaml", "*/*").body())
        .contains("termsOfService: http://localhost:8080/om");
  }

  @Test
  void theInfoSaysWhereTheDescriptionIs() {
    var info = MAPPER.readTree(app.visitor().json("/api/v1/api-info").body());
    assertThat(info.path("apiDocumentation").asString()).endsWith("/api/v1/openapi.json");
    assertThat(app.visitor().json("/api/v1/openapi.json").status()).isEqualTo(200);
    assertThat(app.visitor().get("/api/v1/openapi.yaml", "*/*").header("Content-Type"))
        .startsWith("application/yaml");
  }

  private ObjectNode fromHandlers() throws Exception {
    var resource = app.bean(OpenApiWebMvcResource.class);
    var request = new MockHttpServletRequest("GET", "/v3/api-docs");
    return (ObjectNode) MAPPER.readTree(resource.openapiJson(request, "/v3/api-docs", Locale.ROOT));
  }

  private ObjectNode complete(ObjectNode api, Javadocs docs) throws Exception {
    api.put("openapi", "3.1.0");
    api.set("info", MAPPER.readTree(INFO));
    api.set(
        "servers",
        MAPPER.readTree(
            "[{\"url\":\"https://samspel.example/\",\"description\":\"This installation\"}]"));
    api.set(
        "externalDocs",
        MAPPER.readTree(
            "{\"description\":\"How Samspel sees the world\",\"url\":\"https://samspel.example/om\"}"));
    var paths = (ObjectNode) api.path("paths");
    var names = new ArrayList<String>();
    paths.propertyNames().forEach(names::add);
    names.stream().filter(it -> !it.startsWith("/api/v1/")).forEach(paths::remove);
    var handlers = handlers();
    paths
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation -> {
                  var method = handlers.get(operation.getKey() + " " + path.getKey());
                  if (method != null) {
                    describe((ObjectNode) operation.getValue(), method, docs);
                  }
                }));
    describeSchemas(api, docs);
    ((ObjectNode) paths.path(STATISTICS).path("post"))
        .putObject("requestBody")
        .put("required", true)
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("type", "object")
        .put("description", "The input of the operation.");
    return api;
  }

  private Map<String, HandlerMethod> handlers() {
    var all = new TreeMap<String, HandlerMethod>();
    app.bean(RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((route, method) ->
            route
                .getMethodsCondition()
                .getMethods()
                .forEach(verb ->
                    route
                        .getPatternValues()
                        .forEach(path ->
                            all.put(verb.name().toLowerCase(Locale.ROOT) + " " + path, method))));
    return all;
  }

  private void describe(ObjectNode operation, HandlerMethod method, Javadocs docs) {
    var type = method.getBeanType().getName().replaceAll("\\$\\$.*", "");
    docs.of(type + "#" + method.getMethod().getName())
        .ifPresent(text -> operation.put("description", text));
    operation.put(
        "operationId",
        type.substring(type.lastIndexOf('.') + 1) + "_" + method.getMethod().getName());
    describeParameters(operation);
    operation
        .path("requestBody")
        .path("content")
        .properties()
        .forEach(it -> {
          if (it.getKey().startsWith("multipart/")) {
            describeParts(operation, (ObjectNode) it.getValue());
          }
        });
    var responses = (ObjectNode) operation.path("responses");
    responses
        .properties()
        .forEach(it -> ((ObjectNode) it.getValue()).put("description", "The answer."));
    problem(responses, "400", "A value can't be read; the problem says which.");
    var permit =
        org.springframework.core.annotation.AnnotatedElementUtils.findMergedAnnotation(
            method.getMethod(), Permit.class);
    if (permit != null && permit.value() != Permission.PUBLIC) {
      problem(responses, "401", "Nobody is signed in.");
      problem(responses, "403", "Not for this person, or not for this region.");
    }
    if (!operation.path("parameters").isEmpty()) {
      problem(responses, "404", "There is no such thing.");
    }
    if (operation.has("requestBody")) {
      problem(responses, "403", "Not for this person, or not for this region.");
      problem(
          responses,
          "409",
          "Somebody saved a newer version, or the state does not allow the step.");
      problem(responses, "422", "One or more fields are wrong; the problem lists them.");
    }
  }

  /** The visit is no parameter; what a list reads of it is the day and the moment it is about. */
  private static void describeParameters(ObjectNode operation) {
    var parameters = MAPPER.createArrayNode();
    var visits = false;
    var pages = false;
    for (var it : operation.path("parameters")) {
      var visit = it.path("schema").path("$ref").asString("").endsWith("/Visit");
      visits |= visit;
      pages |= it.path("name").asString().equals("page");
      if (!visit) {
        parameters.add(it);
      }
    }
    if (visits && pages) {
      MAPPER.readTree(AS_OF).forEach(parameters::add);
    }
    operation.set("parameters", parameters);
  }

  /** The parts of a form with a file; the generator takes them for query parameters. */
  private static void describeParts(ObjectNode operation, ObjectNode content) {
    content.set("schema", MAPPER.readTree(PARTS));
    var parameters = MAPPER.createArrayNode();
    operation
        .path("parameters")
        .forEach(it -> {
          if (!it.path("name").asString().equals("fields")) {
            parameters.add(it);
          }
        });
    operation.set("parameters", parameters);
  }

  private static void problem(ObjectNode responses, String status, String description) {
    if (!responses.has(status)) {
      var answer = responses.putObject(status);
      answer.put("description", description);
      answer
          .putObject("content")
          .putObject("application/problem+json")
          .putObject("schema")
          .put("$ref", "#/components/schemas/Problem");
    }
  }

  private static void describeSchemas(ObjectNode api, Javadocs docs) throws Exception {
    var schemas = (ObjectNode) ((ObjectNode) api.path("components")).path("schemas");
    schemas.remove("Visit");
    schemas.set("Problem", MAPPER.readTree(PROBLEM));
  }

  /** An example for every body that has no real one. */
  private void addBuiltExamples(ObjectNode api) throws Exception {
    var statistics = bodies(api.path("paths").path(STATISTICS).path("post"));
    var counts = "{\"numerator\": 64, \"denominator\": 81}";
    var computed =
        app.visitor()
            .send(
                HttpRequest.newBuilder(URI.create(app.url("/api/v1/statistics/proportion")))
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(counts)));
    assertThat(computed.status()).isEqualTo(200);
    statistics.get("request").set("example", MAPPER.readTree(counts));
    statistics.get("200").set("example", MAPPER.readTree(computed.body()));
    var examples = new Examples(app, (ObjectNode) api.path("components").path("schemas"));
    var handlers = handlers();
    var bags = new TreeMap<String, JsonNode>();
    for (var it : handlers.entrySet()) {
      var path = it.getKey().substring(it.getKey().indexOf(' ') + 1);
      var takesABag =
          java.util.Arrays.stream(it.getValue().getMethodParameters())
              .anyMatch(parameter -> parameter.getParameterType() == Map.class);
      if (takesABag && path.startsWith("/api/v1/")) {
        bags.put(it.getKey(), examples.fields(it.getValue(), path, this::identity));
      }
    }
    operations(
        api,
        (where, operation) ->
            bodies(operation)
                .forEach((body, content) -> {
                  if (content.has("example")) {
                    return;
                  }
                  var path = where.substring(where.indexOf(' ') + 1);
                  JsonNode example;
                  if (body.equals("request") && bags.containsKey(where)) {
                    example = bags.get(where);
                  } else if (content
                      .path("schema")
                      .path("$ref")
                      .asString("")
                      .endsWith("/Problem")) {
                    example = Examples.problem(body, path);
                  } else {
                    example = examples.of(content.path("schema"));
                  }
                  content.set("example", example);
                }));
  }

  /** Every body of an operation: {@code request}, or the status it is answered with. */
  private static Map<String, ObjectNode> bodies(JsonNode operation) {
    var bodies = new TreeMap<String, ObjectNode>();
    operation
        .path("requestBody")
        .path("content")
        .properties()
        .forEach(it -> bodies.put("request", (ObjectNode) it.getValue()));
    operation
        .path("responses")
        .properties()
        .forEach(answer ->
            answer
                .getValue()
                .path("content")
                .properties()
                .forEach(it -> bodies.put(answer.getKey(), (ObjectNode) it.getValue())));
    return bodies;
  }

  private java.util.Optional<String> identity(String list) {
    var answer = app.visitor().json(list + "?limit=500");
    if (answer.status() != 200) {
      return java.util.Optional.empty();
    }
    var items = MAPPER.readTree(answer.body()).path("items");
    var chosen = items.path(0);
    for (var item : items) {
      if (item.path("region").asString("").equals("12")) {
        chosen = item;
        break;
      }
    }
    for (var name : new String[] {"id", "code", "key", "number"}) {
      if (chosen.has(name)) {
        return java.util.Optional.of(chosen.path(name).asString());
      }
    }
    return java.util.Optional.empty();
  }

  private void addExamples(ObjectNode api) {
    api.path("paths")
        .properties()
        .forEach(path -> {
          var get = path.getValue().path("get");
          if (get.isMissingNode() || path.getKey().contains("openapi")) {
            return;
          }
          address(path.getKey())
              .ifPresent(address -> {
                var answer = app.visitor().json(address);
                if (answer.status() == 200 && answer.header("Content-Type").contains("json")) {
                  get.path("responses")
                      .path("200")
                      .path("content")
                      .properties()
                      .forEach(it ->
                          ((ObjectNode) it.getValue())
                              .set("example", shortened(MAPPER.readTree(answer.body()))));
                }
              });
        });
  }

  /** The address with its variables taken from the first row of the list above it. */
  private java.util.Optional<String> address(String path) {
    if (!path.contains("{")) {
      return java.util.Optional.of(path);
    }
    var list = path.substring(0, path.indexOf("/{"));
    var rest = path.substring(path.indexOf('}') + 1);
    if (rest.contains("{")) {
      return java.util.Optional.empty();
    }
    var answer = app.visitor().json(list);
    if (answer.status() != 200) {
      return java.util.Optional.empty();
    }
    var first = MAPPER.readTree(answer.body()).path("items").path(0);
    for (var name : new String[] {"id", "code", "key", "number"}) {
      if (first.has(name)) {
        return java.util.Optional.of(list + "/" + first.path(name).asString() + rest);
      }
    }
    return java.util.Optional.empty();
  }

  private static JsonNode shortened(JsonNode node) {
    if (node instanceof ArrayNode array) {
      var few = MAPPER.createArrayNode();
      for (int i = 0; i < Math.min(2, array.size()); i++) {
        few.add(shortened(array.get(i)));
      }
      return few;
    }
    if (node instanceof ObjectNode object) {
      var all = MAPPER.createObjectNode();
      object.properties().forEach(it -> all.set(it.getKey(), shortened(it.getValue())));
      return all;
    }
    return node;
  }

  private void operations(java.util.function.BiConsumer<String, JsonNode> each) {
    operations(described, each);
  }

  private static void operations(
      JsonNode api, java.util.function.BiConsumer<String, JsonNode> each) {
    api.path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(it -> each.accept(it.getKey() + " " + path.getKey(), it.getValue())));
  }

  private static JsonNode withoutExamples(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("example");
    }
    node.forEach(ApiDescriptionTests::withoutExamples);
    return node;
  }

  private static String sorted(JsonNode node) {
    return MAPPER.writeValueAsString(MAPPER.treeToValue(node, Object.class));
  }

  private static void write(ObjectNode api) throws IOException {
    var plain = MAPPER.treeToValue(api, Object.class);
    Files.writeString(JSON, MAPPER.writeValueAsString(plain) + "\n");
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(140);
    options.setSplitLines(false);
    Files.writeString(
        YAML,
        new Yaml(options).dump(MAPPER.readValue(MAPPER.writeValueAsString(plain), Object.class)));
  }

  private static final String INFO =
      """
      {
        "title": "Samspel",
        "version": "1.0.0",
        "description": "Svenska: Allt som Samspel visar går att hämta: mål, behov, insatser, medel, rekommendationer, utbildning, räckvidd, införande, indikatorer, den röda trådens länkar och svaren på de tolv frågorna, för vilken dag som helst (parametrarna day och known). English: Everything that Samspel shows can be fetched: aims, needs, initiatives, money, recommendations, training, reach, implementation, indicators, the links of the golden thread and the answers to the twelve questions, as of any day (parameters day and known). Begränsning / limitations: counts of people below five are hidden; rows made up for a demonstration carry synthetic = true; writes need a signed-in session.",
        "termsOfService": "https://samspel.example/om",
        "contact": {"name": "Samspel maintainers", "url": "https://samspel.example/om", "email": "maintainers@samspel.example"},
        "license": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/en/"},
        "x-limitations": "At most 500 rows a page; small numbers are hidden.",
        "x-sla": {"availability": "none promised by the software; the operator says", "responseTime": "see the benchmarks in the repository", "support": "by the operator"}
      }
      """;

  private static final String AS_OF =
      """
      [
        {"name": "day", "in": "query", "required": false,
          "description": "The day it is about; today where absent.",
          "schema": {"type": "string", "format": "date"}},
        {"name": "known", "in": "query", "required": false,
          "description": "What was known up to this moment; everything where absent.",
          "schema": {"type": "string", "format": "date-time"}}
      ]
      """;

  private static final String PARTS =
      """
      {
        "type": "object",
        "properties": {
          "document": {"type": "string", "format": "binary", "description": "The file."}
        },
        "additionalProperties": {"type": "string"}
      }
      """;

  private static final String PROBLEM =
      """
      {
        "type": "object",
        "description": "What was refused and why, by RFC 9457.",
        "required": ["type", "title", "status", "detail", "instance"],
        "properties": {
          "type": {"type": "string", "format": "uri", "description": "Which sort of refusal; stable."},
          "title": {"type": "string", "description": "The sort in words."},
          "status": {"type": "integer", "description": "The HTTP status."},
          "detail": {"type": "string", "description": "A sentence: what is wrong and what to do."},
          "instance": {"type": "string", "description": "The address that was asked."},
          "errors": {
            "type": "array",
            "description": "Each field that is wrong.",
            "items": {
              "type": "object",
              "properties": {
                "field": {"type": "string", "description": "Name of the field."},
                "detail": {"type": "string", "description": "What is wrong and what would be right."}
              }
            }
          }
        }
      }
      """;
}
