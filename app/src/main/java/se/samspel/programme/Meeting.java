package se.samspel.programme;

import java.time.LocalDate;
import java.util.Optional;

/** A meeting of a body. */
public record Meeting(
    String id,
    String body,
    LocalDate heldOn,
    String titleSv,
    Optional<String> placeSv,
    Stamp stamp) {}
