package se.samspel.programme;

import java.util.Optional;

/** A group that meets and decides. */
public record Body(
    String id, String nameSv, Optional<String> nameEn, Optional<String> taskSv, Stamp stamp) {}
