package se.samspel.indicators.imports;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A service on this machine that answers what a test has recorded. */
final class StandInRegister implements AutoCloseable {

  /** An answer: {@code path} is the whole of it, with query. */
  record Answer(int status, Map<String, String> headers, byte[] body) {
    static Answer json(String body) {
      return new Answer(
          200, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer status(int status, Map<String, String> headers) {
      return new Answer(status, headers, new byte[0]);
    }
  }

  /** What was asked. */
  record Question(String method, String path, String body) {}

  /** Decides the answer. */
  interface Script {
    Answer answer(Question question, int number);
  }

  private final HttpServer server;
  private final List<Question> asked = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();

  private StandInRegister(Script script) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    server.createContext(
        "/",
        exchange -> {
          var question =
              new Question(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          asked.add(question);
          var answer = script.answer(question, asked.size());
          answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
          exchange.sendResponseHeaders(
              answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
          exchange.getResponseBody().write(answer.body());
          exchange.close();
        });
    server.start();
  }

  static StandInRegister of(Script script) {
    return new StandInRegister(script);
  }

  static StandInRegister saying(String json) {
    return new StandInRegister((question, number) -> Answer.json(json));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Question> asked() {
    return asked;
  }

  /** How long the client was told to wait, in order; it never really does. */
  List<Duration> waits() {
    return waits;
  }

  Client client() {
    var clock = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z")).withZone(ZoneOffset.UTC);
    return new Client(clock, waits::add);
  }

  SourceSettings settings() {
    return new SourceSettings(url(), url(), url(), url(), url());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
