package se.samspel.involvement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import se.samspel.core.RegionCode;

/**
 * That nobody with lived experience took part in something, why, and who answers for it.
 *
 * @param version from 1; 0 before it is recorded
 * @param subject what it is about, written {@code kind:id}, or {@code link:key} for a link
 * @param decidedBy the one who decided so, by name or function
 */
public record Waiver(
    String id,
    int version,
    String subject,
    Optional<String> body,
    Optional<RegionCode> region,
    String reason,
    String decidedBy,
    LocalDate decidedOn,
    Instant recordedAt,
    boolean synthetic) {

  private static final Pattern NAMED = Pattern.compile(".*\\p{L}{2}.*");

  public Waiver {
    if (!names(decidedBy)) {
      throw new IllegalArgumentException("a waiver names the one who decided it");
    }
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a waiver says why");
    }
  }

  /** Whether the text names somebody: a dash or a question mark does not. */
  static boolean names(String decider) {
    return NAMED.matcher(decider).matches();
  }

  /** How links and decisions point at it. */
  public String key() {
    return "waiver:" + id;
  }
}
