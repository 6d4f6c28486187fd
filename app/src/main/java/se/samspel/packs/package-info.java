/**
 * Reads a programme pack, tells every fault in it, and loads what it changes in one transaction.
 * Owns the schema {@code packs}; publishes no events.
 */
@ApplicationModule(
    displayName = "Programpaket",
    allowedDependencies = {"core", "database", "ui"})
@NullMarked
package se.samspel.packs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
