package se.samspel.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import se.samspel.core.Permission;
import se.samspel.core.Permit;

/** What the API is and how it is described, by DIGG's REST profile. */
@RestController
@Permit(Permission.PUBLIC)
class ApiDescription {

  static final String VERSION = "1.0.0";

  /** What the packaged description says for the address of an installation. */
  private static final String ANY_INSTALLATION = "https://samspel.example/";

  private final String baseUrl;
  private final byte[] json;
  private final byte[] yaml;

  ApiDescription(@Value("${samspel.base-url}") String baseUrl) {
    this.baseUrl = baseUrl;
    this.json = at(baseUrl, "/api/openapi.json");
    this.yaml = at(baseUrl, "/api/openapi.yaml");
  }

  /** The API's name, version, state and where it is described. */
  @GetMapping("/api/v1/api-info")
  Map<String, String> info() {
    var info = new LinkedHashMap<String, String>();
    info.put("apiName", "Samspel");
    info.put("apiVersion", VERSION);
    info.put("apiReleased", "2026-11-25");
    info.put("apiDocumentation", baseUrl + "/api/v1/openapi.json");
    info.put("apiStatus", "active");
    return info;
  }

  /** The API's description as OpenAPI, in JSON. */
  @GetMapping("/api/v1/openapi.json")
  ResponseEntity<byte[]> openApiJson() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json);
  }

  /** The API's description as OpenAPI, in YAML. */
  @GetMapping("/api/v1/openapi.yaml")
  ResponseEntity<byte[]> openApiYaml() {
    return ResponseEntity.ok().contentType(MediaType.parseMediaType("application/yaml")).body(yaml);
  }

  /** The description with the addresses of this installation. */
  private static byte[] at(String baseUrl, String resource) {
    return new String(read(resource), StandardCharsets.UTF_8)
        .replace(ANY_INSTALLATION, baseUrl + "/")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] read(String resource) {
    try (InputStream stream = ApiDescription.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not packaged");
      }
      return stream.readAllBytes();
    } catch (IOException broken) {
      throw new IllegalStateException(resource + " can't be read", broken);
    }
  }
}
