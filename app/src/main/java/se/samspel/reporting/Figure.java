package se.samspel.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A published number, as it was when it was taken and for ever after.
 *
 * @param id stable identity
 * @param definition what it says, by identity and version
 * @param title what it answers, in Swedish
 * @param method how it was computed, in Swedish
 * @param day the day it is about
 * @param known the moment up to which everything recorded was counted
 * @param sentence the answer as one Swedish sentence
 * @param result what the sentence rests on, as canonical JSON
 * @param sources where the numbers come from
 * @param synthetic whether anything in it was made up for a demonstration
 * @param hash SHA-256 over definition, parameters, day, sentence, result and sources
 * @param chain SHA-256 over the chain of the figure before, this hash, and when and by whom it was
 *     taken
 * @param takenBy account that took it
 * @param previous the figure before it of the same definition
 */
public record Figure(
    String id,
    String definition,
    int definitionVersion,
    String title,
    String method,
    Map<String, String> parameters,
    LocalDate day,
    Instant known,
    String sentence,
    String result,
    List<String> sources,
    boolean synthetic,
    String hash,
    String chain,
    Instant takenAt,
    String takenBy,
    Optional<String> previous) {}
