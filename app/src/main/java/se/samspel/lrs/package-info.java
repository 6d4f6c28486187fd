/**
 * The learning record store: xAPI 2.0 and 1.0.3 under {@code /xapi}, for courses, regional learning
 * platforms and check-ins. Statements are kept as they were sent, in the order of their commit, and
 * {@link se.samspel.lrs.Lrs#after} hands them on in that order, so that a reader who keeps its
 * position beside its own data takes each exactly once. Owns the schema {@code lrs}; publishes no
 * events beyond that log.
 */
@ApplicationModule(
    displayName = "LRS",
    allowedDependencies = {"core", "ui", "access", "database"})
@NullMarked
package se.samspel.lrs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
