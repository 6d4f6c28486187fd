/**
 * The public start, the pages about the service, health and readiness, search and feeds. Owns no
 * schema.
 */
@ApplicationModule(
    displayName = "Webbplats",
    allowedDependencies = {"core", "ui", "actors"})
@NullMarked
package se.samspel.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
