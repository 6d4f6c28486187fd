package se.samspel.programme;

import java.time.LocalDate;
import java.util.Optional;
import se.samspel.core.Kronor;

/**
 * What a body decided.
 *
 * @param about the node it is about, written {@code kind:id}
 * @param amount money that it moved
 */
public record Decision(
    String id,
    String body,
    Optional<String> meeting,
    Optional<String> agendaItem,
    LocalDate decidedOn,
    String titleSv,
    Optional<String> textSv,
    Optional<String> diaryNumber,
    Optional<String> about,
    Optional<Kronor> amount,
    Stamp stamp) {}
