package se.samspel.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Requests a second and processor time a request for public pages and a static file, side by side
 * with nginx serving the same bytes. Needs the Debian packages {@code nginx-light} and {@code wrk}.
 *
 * <p>Processor time is read from {@code /proc} for the whole of each server (ours with its database
 * processes), so it does not depend on what the load generator takes.
 */
final class PagesBench {

  private static final int CONNECTIONS = 8;
  private static final int SECONDS = 8;
  private static final int WARM_UP_SECONDS = 12;
  private static final int ROUNDS = 3;
  private static final int OUR_PORT = 18321;
  private static final int NGINX_PORT = 18322;
  private static final long CLOCK_TICKS = 100;

  private PagesBench() {}

  private record Round(double requestsPerSecond, double microsPerRequest) {}

  private record Row(String path, int bytes, List<Round> ours, List<Round> nginx) {
    String line() {
      var our = best(ours);
      var their = best(nginx);
      return String.format(
          Locale.ROOT,
          "| `%s` | %d | %.0f | %.1f | %.0f | %.1f | %.2f× |",
          path,
          bytes,
          our.requestsPerSecond(),
          our.microsPerRequest(),
          their.requestsPerSecond(),
          their.microsPerRequest(),
          our.microsPerRequest() / their.microsPerRequest());
    }

    private static Round best(List<Round> rounds) {
      return rounds.stream().min(Comparator.comparingDouble(Round::microsPerRequest)).orElseThrow();
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    var machine = Machine.line();
    var folder = Files.createTempDirectory("samspel-bench");
    var home = Path.of(System.getProperty("samspel.home", ".")).toAbsolutePath();
    var ours = startOurs(home, folder.resolve("data"));
    try {
      var css = stylesheet();
      var paths = List.of("/", "/rekommendationer/4", css);
      for (var path : paths) {
        var file = folder.resolve("www" + name(path));
        Files.createDirectories(file.getParent());
        Files.write(file, get(OUR_PORT, path));
      }
      var nginx = startNginx(folder);
      try {
        var rows = new ArrayList<Row>();
        for (var path : paths) {
          rows.add(measure(path, ours.toHandle(), nginx.toHandle()));
          System.out.println(rows.getLast().line());
        }
        report(home, machine, rows);
      } finally {
        nginx.destroy();
        nginx.waitFor();
      }
    } finally {
      ours.destroy();
      ours.waitFor();
    }
  }

  private static Row measure(String path, ProcessHandle ours, ProcessHandle nginx)
      throws IOException, InterruptedException {
    var bytes = get(OUR_PORT, path).length;
    load(OUR_PORT, path, WARM_UP_SECONDS);
    load(NGINX_PORT, name(path), 2);
    var our = new ArrayList<Round>();
    var their = new ArrayList<Round>();
    for (int i = 0; i < ROUNDS; i++) {
      our.add(round(OUR_PORT, path, ours));
      their.add(round(NGINX_PORT, name(path), nginx));
    }
    return new Row(name(path), bytes, our, their);
  }

  private static Round round(int port, String path, ProcessHandle server)
      throws IOException, InterruptedException {
    var before = ticks(server);
    var requests = load(port, path, SECONDS);
    var used = (ticks(server) - before) * 1_000_000.0 / CLOCK_TICKS;
    return new Round(requests / (double) SECONDS, used / requests);
  }

  private static long load(int port, String path, int seconds)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                "wrk",
                "-t1",
                "-c" + CONNECTIONS,
                "-d" + seconds + "s",
                "http://127.0.0.1:" + port + path)
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    var found = Pattern.compile("(\\d+) requests in").matcher(output);
    if (!found.find() || output.contains("Non-2xx")) {
      throw new IllegalStateException("wrk could not measure " + path + ": " + output);
    }
    return Long.parseLong(found.group(1));
  }

  /** Processor time of the process and all below it, in clock ticks. */
  private static long ticks(ProcessHandle root) throws IOException {
    long sum = ticksOf(root.pid());
    for (var child : root.descendants().toList()) {
      sum += ticksOf(child.pid());
    }
    return sum;
  }

  private static long ticksOf(long pid) throws IOException {
    var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  private static Process startOurs(Path home, Path data) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(home.resolve("samspel").toString(), "demo");
    builder.environment().put("SAMSPEL_PORT", Integer.toString(OUR_PORT));
    builder.environment().put("SAMSPEL_DATA", data.toString());
    builder.redirectErrorStream(true).redirectOutput(data.resolveSibling("samspel.log").toFile());
    var process = builder.start();
    for (int i = 0; i < 1200; i++) {
      if (answers(OUR_PORT, "/ready")) {
        return process;
      }
      Thread.sleep(100);
    }
    process.destroy();
    throw new IllegalStateException("the platform did not start in two minutes");
  }

  private static Process startNginx(Path folder) throws IOException, InterruptedException {
    var conf = folder.resolve("nginx.conf");
    Files.writeString(
        conf,
        """
        daemon off;
        user %3$s;
        worker_processes 1;
        pid %1$s/nginx.pid;
        error_log %1$s/nginx-error.log;
        events { worker_connections 256; }
        http {
          access_log off;
          sendfile on;
          keepalive_requests 100000000;
          default_type text/html;
          server { listen 127.0.0.1:%2$d; root %1$s/www; index index.html; }
        }
        """
            // Its worker reads what this process has written, also where that is root.
            .formatted(folder, NGINX_PORT, System.getProperty("user.name")));
    var process =
        new ProcessBuilder("nginx", "-c", conf.toString(), "-e", folder + "/nginx-error.log")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    for (int i = 0; i < 100; i++) {
      if (answers(NGINX_PORT, "/")) {
        return process;
      }
      Thread.sleep(100);
    }
    process.destroy();
    throw new IllegalStateException("nginx did not start; is nginx-light installed?");
  }

  private static boolean answers(int port, String path) {
    try {
      get(port, path);
      return true;
    } catch (IOException | IllegalStateException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String stylesheet() throws IOException, InterruptedException {
    var found = Pattern.compile("href=\"(/css/[^\"]+)\"").matcher(new String(get(OUR_PORT, "/")));
    if (!found.find()) {
      throw new IllegalStateException("the start page has no style sheet");
    }
    return found.group(1);
  }

  /** The name the bytes have in nginx's folder. */
  private static String name(String path) {
    var plain = path.replaceAll("\\?.*", "");
    return plain.equals("/") ? "/index.html" : plain;
  }

  private static byte[] get(int port, String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .timeout(Duration.ofSeconds(30))
                  .build(),
              BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + " answered " + answer.statusCode());
      }
      return answer.body();
    }
  }

  private static void report(Path home, String machine, List<Row> rows) throws IOException {
    var text = new StringBuilder();
    text.append("# Public pages beside nginx\n\n").append(machine).append("\n\n");
    text.append(
        "`./samspel bench pages`: wrk, 1 thread, %d connections, %d rounds of %d s each in turn after %d s of warm-up; the round with least processor time per request; uncompressed bodies; nginx serves the same bytes from files with one worker.\n\n"
            .formatted(CONNECTIONS, ROUNDS, SECONDS, WARM_UP_SECONDS));
    text.append(
        "| path | bytes | our req/s | our CPU µs/req | nginx req/s | nginx CPU µs/req | CPU ratio |\n| --- | --: | --: | --: | --: | --: | --: |\n");
    rows.forEach(row -> text.append(row.line()).append('\n'));
    text.append("\nAim: public pages within 4× of nginx's CPU per request.\n");
    Files.writeString(home.resolve("bench/results/pages.md"), text);
    System.out.print(text);
  }
}
