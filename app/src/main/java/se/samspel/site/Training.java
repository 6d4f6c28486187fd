package se.samspel.site;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Asks a demonstration that was started for it for the pages that people begin with, so that the
 * virtual machine's record of a start holds them too.
 */
@Component
@ConditionalOnProperty(name = "samspel.train", havingValue = "true")
class Training implements ApplicationRunner {

  private static final List<String> PAGES =
      List.of(
          "/",
          "/lage",
          "/fragor/1",
          "/regioner/12",
          "/rekommendationer/4",
          "/historik",
          "/login",
          "/ready",
          "/api/v1/needs");
  private static final int ROUNDS = 3;

  private final Environment environment;

  Training(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException, InterruptedException {
    var address = "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    try (var visitor = HttpClient.newHttpClient()) {
      for (var round = 0; round < ROUNDS; round++) {
        for (var page : PAGES) {
          visitor.send(
              HttpRequest.newBuilder(URI.create(address + page)).build(),
              BodyHandlers.discarding());
        }
      }
    }
  }
}
