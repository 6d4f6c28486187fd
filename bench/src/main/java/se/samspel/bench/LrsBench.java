package se.samspel.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Load on a running store: single statements and batches of 50 at 1, 4 and 16 connections, then
 * queries. Statements are of about 1.2 kB with a context as cmi5 has it; 20 000 actors, 500
 * activities, 8 verbs.
 *
 * <pre>LrsBench PORT KEY SECRET fill=N seconds=S</pre>
 */
final class LrsBench {

  private static final int ACTORS = 20_000;
  private static final int ACTIVITIES = 500;
  private static final int VERBS = 8;

  private final int port;
  private final String authorization;
  private final int seconds;

  private LrsBench(int port, String key, String secret, int seconds) {
    this.port = port;
    this.authorization =
        Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(StandardCharsets.UTF_8));
    this.seconds = seconds;
  }

  /**
   * Runs it.
   *
   * @param args port, key, secret, {@code fill=} statements to add first, {@code seconds=} of each
   *     measurement
   * @throws Exception when the store does not answer as it should
   */
  public static void main(String[] args) throws Exception {
    var fill = 0;
    var seconds = 10;
    for (var word : Arrays.copyOfRange(args, 3, args.length)) {
      if (word.startsWith("fill=")) {
        fill = Integer.parseInt(word.substring(5));
      } else if (word.startsWith("seconds=")) {
        seconds = Integer.parseInt(word.substring(8));
      } else {
        throw new IllegalArgumentException(word);
      }
    }
    var bench = new LrsBench(Integer.parseInt(args[0]), args[1], args[2], seconds);
    System.out.println(Machine.line());
    if (fill > 0) {
      bench.fill(fill);
    }
    for (var connections : List.of(1, 4, 8, 16)) {
      bench.write(connections, 1);
    }
    for (var connections : List.of(1, 4, 16)) {
      bench.write(connections, 50);
    }
    bench.read("by agent", random -> "&agent=" + encoded(actor(random)));
    bench.read("by verb", random -> "&verb=" + encoded(verb(random)));
    bench.read("by activity", random -> "&activity=" + encoded(activity(random)));
    bench.read(
        "by activity, related",
        random -> "&related_activities=true&activity=" + encoded("http://example.org/programme"));
    bench.read(
        "by agent, related",
        random ->
            "&related_agents=true&agent=" + encoded("{\"mbox\":\"mailto:teacher@example.org\"}"));
    bench.read("since, ascending", random -> "&ascending=true&since=2020-01-01T00:00:00Z");
    bench.read("the newest", random -> "");
  }

  private void fill(int statements) throws Exception {
    var began = System.nanoTime();
    var each = statements / 4;
    try (var threads = Executors.newFixedThreadPool(4)) {
      var done =
          threads.invokeAll(
              java.util.Collections.nCopies(
                  4,
                  (Callable<Boolean>)
                      () -> {
                        var random = new Random();
                        try (var line = new Line()) {
                          for (int sent = 0; sent < each; sent += 500) {
                            line.send("POST", "/xapi/statements", batch(random, 500));
                          }
                        }
                        return true;
                      }));
      for (var one : done) {
        one.get();
      }
    }
    var took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf(
        "filled %d in %d s: %d/s%n",
        statements, took.toSeconds(), statements * 1000L / took.toMillis());
  }

  private void write(int connections, int size) throws Exception {
    measure(
        (size == 1 ? "single" : "batch of " + size) + ", " + connections + " connections",
        connections,
        size,
        (line, random) ->
            line.send(
                "POST", "/xapi/statements", size == 1 ? statement(random) : batch(random, size)));
  }

  private void read(String what, java.util.function.Function<Random, String> query)
      throws Exception {
    measure(
        what,
        1,
        1,
        (line, random) -> line.send("GET", "/xapi/statements?limit=25" + query.apply(random), ""));
  }

  private interface Action {
    void run(Line line, Random random) throws IOException;
  }

  private void measure(String what, int connections, int size, Action action) throws Exception {
    var until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    var tasks = new ArrayList<Callable<List<Long>>>();
    for (int i = 0; i < connections; i++) {
      tasks.add(() -> {
        var random = new Random();
        var times = new ArrayList<Long>();
        try (var line = new Line()) {
          while (System.nanoTime() < until) {
            var began = System.nanoTime();
            action.run(line, random);
            times.add(System.nanoTime() - began);
          }
        }
        return times;
      });
    }
    var all = new ArrayList<Long>();
    var began = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(connections)) {
      for (var done : threads.invokeAll(tasks)) {
        all.addAll(done.get());
      }
    }
    var took = (System.nanoTime() - began) / 1e9;
    all.sort(null);
    System.out.printf(
        "| %s | %.0f/s | p50 %.1f ms | p99 %.1f ms |%n",
        what,
        all.size() * (double) size / took,
        all.get(all.size() / 2) / 1e6,
        all.get((int) (all.size() * 0.99)) / 1e6);
  }

  /** One connection, opened anew where the server ends it. */
  private final class Line implements AutoCloseable {
    private Socket socket = open();
    private DataInputStream in = input(socket);

    Line() throws IOException {}

    private Socket open() throws IOException {
      var opened = new Socket("127.0.0.1", port);
      opened.setTcpNoDelay(true);
      return opened;
    }

    private static DataInputStream input(Socket socket) throws IOException {
      return new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    void send(String method, String path, String body) throws IOException {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      var head =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
              + authorization
              + "\r\nX-Experience-API-Version: 2.0.0\r\nContent-Type: application/json\r\nContent-Length: "
              + bytes.length
              + "\r\n\r\n";
      var whole =
          Arrays.copyOf(head.getBytes(StandardCharsets.US_ASCII), head.length() + bytes.length);
      System.arraycopy(bytes, 0, whole, head.length(), bytes.length);
      socket.getOutputStream().write(whole);
      var status = line();
      var length = 0;
      var last = false;
      for (var header = line(); !header.isEmpty(); header = line()) {
        if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(header.substring(15).strip());
        }
        last |= header.equalsIgnoreCase("connection: close");
      }
      var answer = in.readNBytes(length);
      if (last) {
        socket.close();
        socket = open();
        in = input(socket);
      }
      if (!status.startsWith("HTTP/1.1 200")) {
        throw new IOException(status + " " + new String(answer, StandardCharsets.UTF_8));
      }
    }

    private String line() throws IOException {
      var text = new StringBuilder();
      for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
        if (c != '\r') {
          text.append((char) c);
        }
      }
      return text.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String actor(Random random) {
    return "{\"account\":{\"homePage\":\"https://lms.example.org\",\"name\":\"p"
        + random.nextInt(ACTORS)
        + "\"}}";
  }

  private static String verb(Random random) {
    return "http://adlnet.gov/expapi/verbs/v" + random.nextInt(VERBS);
  }

  private static String activity(Random random) {
    return "https://learn.example.org/course/" + random.nextInt(ACTIVITIES);
  }

  private static String batch(Random random, int size) {
    var out = new StringBuilder("[");
    for (int i = 0; i < size; i++) {
      out.append(i == 0 ? "" : ",").append(statement(random));
    }
    return out.append(']').toString();
  }

  private static String statement(Random random) {
    var activity = activity(random);
    return """
    {"id":"%s","actor":%s,"verb":{"id":"%s","display":{"en":"did","sv":"gjorde"}},
    "object":{"objectType":"Activity","id":"%s","definition":{"name":{"en":"A course about meeting people who self-harm","sv":"En kurs om bemötande"},"type":"http://adlnet.gov/expapi/activities/course"}},
    "result":{"score":{"scaled":0.%d},"success":true,"completion":true,"duration":"PT%dM%d.5S"},
    "context":{"registration":"%s","instructor":{"mbox":"mailto:teacher@example.org"},"contextActivities":{"parent":[{"id":"%s/module"}],"grouping":[{"id":"http://example.org/programme"}],"category":[{"id":"https://w3id.org/xapi/cmi5/context/categories/cmi5"},{"id":"https://w3id.org/xapi/cmi5/context/categories/moveon"}]},"extensions":{"https://w3id.org/xapi/cmi5/context/extensions/sessionid":"%s"}},
    "timestamp":"2026-11-25T12:00:00Z"}\
    """
        .formatted(
            new UUID(random.nextLong(), random.nextLong()),
            actor(random),
            verb(random),
            activity,
            random.nextInt(100),
            random.nextInt(60),
            random.nextInt(60),
            new UUID(random.nextLong(), random.nextLong()),
            activity,
            new UUID(random.nextLong(), random.nextLong()));
  }
}
