package se.samspel.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** What a measurement was made on, as every result page says it. */
final class Machine {

  private Machine() {}

  /** One line: date, processor, cores, memory, system, Java, load. */
  static String line() throws IOException {
    var cpu =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(it -> it.startsWith("model name"))
            .map(it -> it.substring(it.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown processor");
    var memory = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D+", "");
    return "%s; %s, %d cores, %.0f GiB; %s %s; Java %s; load %.1f before"
        .formatted(
            LocalDate.now(),
            cpu,
            Runtime.getRuntime().availableProcessors(),
            Long.parseLong(memory) / 1048576.0,
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Runtime.version(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
