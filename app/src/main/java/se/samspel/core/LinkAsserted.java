package se.samspel.core;

import java.time.Instant;
import java.util.Optional;

/**
 * Told by a module when something it recorded is in itself a link of the golden thread: a budget
 * line funds an initiative, a reach report was reached by a training. {@code thread} records the
 * link in the same transaction; the same key told again with other content supersedes it.
 *
 * @param key identity of the link, unique within the thread
 * @param type what joins them
 * @param from the one end
 * @param to the other end
 * @param region where it holds, empty for the whole country
 * @param span the days it holds
 * @param reason why, in a sentence for people
 * @param involvement key of the involvement record or waiver that carries it; without one the link
 *     stays proposed
 * @param decision identity of the decision behind it
 * @param moment the moment of the change that told it
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
public record LinkAsserted(
    String key,
    LinkType type,
    NodeRef from,
    NodeRef to,
    Optional<RegionCode> region,
    DateSpan span,
    String reason,
    Optional<String> involvement,
    Optional<String> decision,
    Instant moment,
    Optional<String> source,
    boolean synthetic) {}
