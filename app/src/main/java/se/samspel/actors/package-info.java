/**
 * Regions, municipalities, organisations, units and the dated, overlapping hierarchies they belong
 * to. Owns the schema {@code actors}; publishes no events.
 */
@ApplicationModule(
    displayName = "Aktörer",
    allowedDependencies = {"core", "ui"})
@NullMarked
package se.samspel.actors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
