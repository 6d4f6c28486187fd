package se.samspel.reach;

import java.time.LocalDate;
import java.util.Optional;
import se.samspel.core.RegionCode;

/**
 * One time that a training was held.
 *
 * @param generation 1 when the programme led it, n + 1 when somebody trained in generation n did
 * @param parent the occasion where the one who led it was trained; empty in generation 1
 */
public record Occasion(
    String id,
    String training,
    RegionCode region,
    LocalDate heldOn,
    int generation,
    Optional<String> parent,
    boolean synthetic) {}
