/**
 * Reading what the sources of indicator values give: uploaded files and answers of the services.
 * Each {@link se.samspel.indicators.imports.Source} turns bytes into rows and tells every fault it
 * finds with its place; it knows no database and decides nothing about what is stored. Internal to
 * {@code indicators}, which checks the rows and enters them.
 */
@NullMarked
package se.samspel.indicators.imports;

import org.jspecify.annotations.NullMarked;
