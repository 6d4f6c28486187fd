package se.samspel.lrs;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the learning record store, each refused with its status and reason.
 *
 * @param page most statements in one answer, 1–1000
 * @param body largest request body (413 beyond it)
 * @param batch most statements in one request (413)
 * @param rate requests a second for each credential, 0 for no limit (429)
 * @param origins web origins that browsers may call from (CORS); none by default
 * @param key of a credential that exists while the process runs, with every scope
 * @param secret of that credential
 */
@ConfigurationProperties("samspel.lrs")
record LrsSettings(
    @DefaultValue("100") int page,
    @DefaultValue("32MB") DataSize body,
    @DefaultValue("2000") int batch,
    @DefaultValue("0") int rate,
    @DefaultValue List<String> origins,
    Optional<String> key,
    Optional<String> secret) {

  LrsSettings {
    if (page < 1 || page > 1_000) {
      throw new IllegalArgumentException("samspel.lrs.page is " + page + ", should be 1–1000");
    }
    if (body.toBytes() < 1_024 || body.toMegabytes() > 512) {
      throw new IllegalArgumentException("samspel.lrs.body is " + body + ", should be 1KB–512MB");
    }
    if (batch < 1 || rate < 0) {
      throw new IllegalArgumentException("samspel.lrs.batch and .rate can't be negative");
    }
  }
}
