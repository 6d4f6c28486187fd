package se.samspel.involvement;

import java.util.Optional;
import se.samspel.core.RegionCode;

/** A standing group of people with lived experience. */
record Panel(
    String id,
    String name,
    Optional<RegionCode> region,
    Optional<String> source,
    boolean synthetic) {}
