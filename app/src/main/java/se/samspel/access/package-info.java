/**
 * Who may do what: roles, permissions, sign-in, sessions and the hash-chained audit log through
 * which every change passes. Owns the schema {@code access}; publishes no events.
 */
@ApplicationModule(
    displayName = "Konto",
    allowedDependencies = {"core", "ui", "database"})
@NullMarked
package se.samspel.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
