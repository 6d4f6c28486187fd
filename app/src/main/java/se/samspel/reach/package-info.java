/**
 * Who was reached by which training, from what and where, counted. Owns the schema {@code reach};
 * publishes {@code LinksAsserted}.
 */
@ApplicationModule(
    displayName = "Räckvidd",
    allowedDependencies = {"core", "ui", "actors", "involvement", "programme", "knowledge"})
@NullMarked
package se.samspel.reach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
