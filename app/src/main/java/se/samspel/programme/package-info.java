/**
 * Aims, needs, knowledge gaps, initiatives, the timeline, and the meetings and decisions of the
 * programme's bodies. Owns the schema {@code programme}; publishes {@code LinksAsserted}.
 */
@ApplicationModule(
    displayName = "Program",
    allowedDependencies = {"core", "ui", "actors", "involvement"})
@NullMarked
package se.samspel.programme;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
