/**
 * Makes the synthetic sample of the demonstration: seeded, deterministic, marked as synthetic in
 * every row. Owns no schema.
 */
@ApplicationModule(
    displayName = "Exempeluppgifter",
    allowedDependencies = {
      "core",
      "database",
      "actors",
      "involvement",
      "programme",
      "knowledge",
      "reach",
      "implementation",
      "funding",
      "indicators",
      "thread"
    })
@NullMarked
package se.samspel.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
