package se.samspel.reach;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reached people, as summed by the database within one training, region, actor type, profession,
 * sex, period, generation and basis.
 *
 * @param to first day after the period
 * @param contacts times somebody took part; empty when a part is not known
 * @param unique different people; empty when a part is not known
 * @param synthetic whether any part was made up
 */
record Fact(
    String training,
    String region,
    String actorType,
    Optional<String> profession,
    Sex sex,
    LocalDate from,
    LocalDate to,
    int generation,
    Basis basis,
    OptionalLong contacts,
    OptionalLong unique,
    boolean synthetic) {}
