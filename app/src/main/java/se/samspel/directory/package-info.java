/**
 * Helplines with validity and verification; gives the help box its lines. Owns the schema {@code
 * directory}; publishes no events.
 */
@ApplicationModule(
    displayName = "Hitta hjälp",
    allowedDependencies = {"core", "ui"})
@NullMarked
package se.samspel.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
