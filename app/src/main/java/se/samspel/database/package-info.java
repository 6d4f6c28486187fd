/**
 * The database under the modules: the settings it is reached by, the embedded PostgreSQL that runs
 * where none is given, the migrations of every module, and transactions that carry who acts so that
 * row-level security can answer. Owns no tables of its own beyond the migration histories.
 */
@ApplicationModule(
    displayName = "Database",
    allowedDependencies = {"core"})
@NullMarked
package se.samspel.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
