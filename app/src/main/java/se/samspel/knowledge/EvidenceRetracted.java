package se.samspel.knowledge;

import java.time.LocalDate;
import java.util.List;

/**
 * The publisher of a piece of evidence took it back; what rests on it needs to be looked over.
 *
 * @param evidence its identity
 * @param editions the editions that rest on it, each written {@code number@edition}
 * @param day when it was taken back
 */
public record EvidenceRetracted(String evidence, List<String> editions, LocalDate day) {}
