/**
 * The figure register: each published number with its definition, parameters, as-of and hash. Owns
 * the schema {@code reporting}.
 */
@ApplicationModule(
    displayName = "Rapporter",
    allowedDependencies = {"core", "ui", "actors", "thread"})
@NullMarked
package se.samspel.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
