package se.samspel.site;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import se.samspel.core.Permission;
import se.samspel.core.Permit;

/** Whether the process lives, and whether it can serve; without details for strangers. */
@RestController
class Health {

  private static final double LEAST_FREE_DISK = 0.10;

  private final JdbcClient jdbc;
  private final File data;

  Health(JdbcClient jdbc, @Value("${samspel.data:.}") String data) {
    this.jdbc = jdbc;
    this.data = new File(data);
  }

  @GetMapping("/health")
  @Permit(Permission.PUBLIC)
  ResponseEntity<Map<String, String>> health() {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Map.of("status", "up"));
  }

  @GetMapping("/ready")
  @Permit(Permission.PUBLIC)
  ResponseEntity<Map<String, String>> ready() {
    var checks = new LinkedHashMap<String, String>();
    checks.put("database", database());
    var free =
        data.getTotalSpace() == 0 ? 1 : (double) data.getUsableSpace() / data.getTotalSpace();
    checks.put("disk", free > LEAST_FREE_DISK ? "up" : "full");
    var ready = checks.values().stream().allMatch("up"::equals);
    checks.put("status", ready ? "up" : "down");
    return ResponseEntity.status(ready ? 200 : 503)
        .cacheControl(CacheControl.noStore())
        .body(checks);
  }

  private String database() {
    try {
      jdbc.sql("select hash from public.samspel_schema").query(String.class).single();
      return "up";
    } catch (DataAccessException unreachable) {
      return "down";
    }
  }
}
