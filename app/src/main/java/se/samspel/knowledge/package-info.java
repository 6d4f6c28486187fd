/**
 * Methods, recommendations with their editions, evidence and regional supplements. Owns the schema
 * {@code knowledge}; publishes {@code LinksAsserted}.
 */
@ApplicationModule(
    displayName = "Kunskap",
    allowedDependencies = {"core", "ui", "actors", "involvement", "programme"})
@NullMarked
package se.samspel.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
