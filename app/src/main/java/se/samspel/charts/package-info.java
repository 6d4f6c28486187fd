/**
 * Diagrams of statistics: control and run charts, funnels, intervals, inequality, waiting, and the
 * regions as tiles. Each is a value with a drawing, sentences and a table that say the same thing,
 * so that page, file and picture can't differ. Owns no schema, keeps nothing.
 */
@ApplicationModule(
    displayName = "Diagram",
    allowedDependencies = {"core", "ui"})
@NullMarked
package se.samspel.charts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
