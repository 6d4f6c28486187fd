package se.samspel.indicators;

import java.time.Instant;
import java.util.List;

/**
 * Told in the same transaction when values were stored.
 *
 * @param indicators theirs, each once
 * @param moment of the change that stored them
 */
record ValuesRecorded(List<String> indicators, Instant moment) {}
