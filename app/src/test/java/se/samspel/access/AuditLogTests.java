package se.samspel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.samspel.core.Changes.Change;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Person;
import se.samspel.core.RegionCode;
import se.samspel.testing.TestApp;

class AuditLogTests {

  private final TestApp app = TestApp.start("run", java.util.Map.of());
  private final AuditLog log = app.bean(AuditLog.class);

  @Test
  void writersAtOnceGetMomentsInOrderAndOneWholeChain() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks =
          IntStream.range(0, 40)
              .mapToObj(n ->
                  (Callable<Object>) () -> app.as(Person.SYSTEM, () -> log.record(raised("n" + n))))
              .toList();
      for (var done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
    var entries = log.newest(100, Long.MAX_VALUE);
    assertThat(entries).hasSize(40);
    for (int i = 1; i < entries.size(); i++) {
      assertThat(entries.get(i - 1).at()).isAfter(entries.get(i).at());
      assertThat(entries.get(i - 1).seq()).isEqualTo(entries.get(i).seq() + 1);
    }
    assertThat(log.firstBroken()).isEmpty();
    app.close();
  }

  @Test
  void anEntryChangedAfterwardsShowsAndTheApplicationCannotChangeOne() {
    app.as(Person.SYSTEM, () -> log.record(raised("a").in(new RegionCode("12"))));
    app.as(Person.SYSTEM, () -> log.record(raised("b")));
    assertThatThrownBy(() ->
            app.as(
                Person.SYSTEM,
                () ->
                    app.bean(JdbcClient.class)
                        .sql("update access.audit_entry set actor = 'x'")
                        .update()))
        .isInstanceOf(DataAccessException.class);
    assertThatThrownBy(() ->
            app.as(
                Person.SYSTEM,
                () -> app.bean(JdbcClient.class).sql("delete from access.audit_entry").update()))
        .isInstanceOf(DataAccessException.class);
    app.database()
        .asOwner()
        .sql("update access.audit_entry set actor = 'x' where seq = 1")
        .update();
    assertThat(log.firstBroken()).contains(1L);
    app.close();
  }

  @Test
  void nothingIsRecordedOutsideATransaction() {
    assertThatThrownBy(() -> log.record(raised("c"))).isInstanceOf(IllegalStateException.class);
    app.close();
  }

  private static Change raised(String id) {
    return new Change(
        "need-raised",
        NodeKind.NEED.code(),
        new NodeRef(NodeKind.NEED, id).id(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("en ny text"));
  }
}
