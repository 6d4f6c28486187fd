/**
 * Indicator definitions, versioned, and their values with source and completeness. Owns the schema
 * {@code indicators}; publishes {@code LinksAsserted}.
 */
@ApplicationModule(
    displayName = "Indikatorer",
    allowedDependencies = {
      "core",
      "ui",
      "charts",
      "actors",
      "involvement",
      "programme",
      "knowledge"
    })
@NullMarked
package se.samspel.indicators;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
