package se.samspel.lrs;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import se.samspel.xapi.AgentId;

/**
 * Which statements are asked for.
 *
 * @param relatedAgents whether the agent may stand anywhere in the statement
 * @param relatedActivities whether the activity may stand anywhere in the statement
 * @param since only those stored after it
 * @param until only those stored at it or before
 * @param ascending the oldest first
 * @param limit most statements wanted, 1 or more
 * @param from the last moment of the page before
 * @param authority only those that this agent answers for
 */
record StatementFilter(
    Optional<AgentId> agent,
    Optional<String> verb,
    Optional<String> activity,
    Optional<UUID> registration,
    boolean relatedAgents,
    boolean relatedActivities,
    Optional<Instant> since,
    Optional<Instant> until,
    boolean ascending,
    int limit,
    Optional<Instant> from,
    Optional<AgentId> authority) {}
