package se.samspel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database that comes with the platform keeps what it was given, also when it is killed. */
class EmbeddedPostgresTests {

  @Test
  void whatWasWrittenIsThereAfterAStopAndAfterAKill(@TempDir Path home) throws Exception {
    share(home);
    var first = EmbeddedPostgres.start(home);
    var jdbc = client(first);
    assertThat(jdbc.sql("show fsync").query(String.class).single()).isEqualTo("on");
    assertThat(jdbc.sql("show synchronous_commit").query(String.class).single()).isEqualTo("on");
    assertThat(jdbc.sql("show data_checksums").query(String.class).single()).isEqualTo("on");
    jdbc.sql("create table kept (n int)").update();
    jdbc.sql("insert into kept values (1)").update();
    first.stop();

    var second = EmbeddedPostgres.start(home);
    client(second).sql("insert into kept values (2)").update();
    kill(home);
    second.stop();

    var third = EmbeddedPostgres.start(home);
    assertThat(client(third).sql("select n from kept order by n").query(Integer.class).list())
        .containsExactly(1, 2);
    third.stop();
  }

  @Test
  void aSecondStartOnTheSameDirectoryIsRefusedAndTheFirstGoesOn(@TempDir Path home)
      throws Exception {
    share(home);
    var first = EmbeddedPostgres.start(home);
    assertThatThrownBy(() -> EmbeddedPostgres.start(home))
        .isInstanceOf(Start.Refused.class)
        .hasMessageContaining("another samspel already uses")
        .hasMessageContaining("SAMSPEL_DATA");
    var joined = EmbeddedPostgres.startOrJoin(home);
    assertThat(client(joined).sql("select 1").query(Integer.class).single()).isEqualTo(1);
    joined.stop();
    assertThat(client(first).sql("select 1").query(Integer.class).single()).isEqualTo(1);
    first.stop();
  }

  /** The unpacked binaries of the shared test server, so that each test need not unpack its own. */
  private static void share(Path home) throws IOException {
    var unpacked = Path.of("target", "test-postgres").toAbsolutePath();
    if (!Files.isDirectory(unpacked)) {
      return;
    }
    try (var files = Files.list(unpacked)) {
      for (var directory :
          files
              .filter(it -> it.getFileName().toString().startsWith("postgres-binaries-"))
              .toList()) {
        Files.createSymbolicLink(home.resolve(directory.getFileName()), directory);
      }
    }
  }

  private static void kill(Path home) throws Exception {
    var pid =
        Long.parseLong(Files.readAllLines(home.resolve("postgres/postmaster.pid")).getFirst());
    var server = ProcessHandle.of(pid).orElseThrow();
    server.destroyForcibly();
    server.onExit().get(30, TimeUnit.SECONDS);
  }

  private static JdbcClient client(EmbeddedPostgres server) {
    return JdbcClient.create(
        new DriverManagerDataSource(server.url(), EmbeddedPostgres.USER, server.password()));
  }
}
