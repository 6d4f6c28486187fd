/**
 * Who with lived experience took part in what, at which level, what it changed, and the waivers
 * where nobody did. Owns the schema {@code involvement}; publishes no events.
 */
@ApplicationModule(
    displayName = "Delaktighet",
    allowedDependencies = {"core", "ui", "actors"})
@NullMarked
package se.samspel.involvement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
