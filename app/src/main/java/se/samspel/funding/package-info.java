/**
 * Agreements, budget lines, commitments and outcomes as plain dated amounts. Owns the schema {@code
 * funding}; publishes {@code LinksAsserted}.
 */
@ApplicationModule(
    displayName = "Medel",
    allowedDependencies = {"core", "ui", "actors", "involvement", "programme", "knowledge"})
@NullMarked
package se.samspel.funding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
