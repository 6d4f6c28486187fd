package se.samspel.involvement;

import java.time.LocalDate;
import java.util.Optional;
import se.samspel.core.Kronor;
import se.samspel.core.RegionCode;

/**
 * Something that people with lived experience ought to take part in.
 *
 * @param key {@code kind:id}, or {@code link:key} for a link of the thread
 * @param title what it is called
 * @param path its page, beginning with {@code /}
 * @param body the body that decides about it
 * @param region where, empty for the whole country
 * @param amount money that it moved, empty where it moved none or none is known
 * @param day when it came up, empty where no source says
 * @param open whether it waits for a step that lived experience must stand behind
 * @param synthetic whether it was made up for a demonstration
 */
public record Subject(
    String key,
    String title,
    String path,
    Optional<String> body,
    Optional<RegionCode> region,
    Optional<Kronor> amount,
    Optional<LocalDate> day,
    boolean open,
    boolean synthetic) {

  /** What sort of thing it is: the part of the key before the colon. */
  public String kind() {
    return key.substring(0, key.indexOf(':'));
  }
}
