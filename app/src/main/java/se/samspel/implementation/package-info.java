/**
 * How far each unit has come with each recommendation or method, as dated facts; self-assessments,
 * regional plans and the coordinator's month. Owns the schema {@code implementation}; publishes
 * {@code LinksAsserted}.
 */
@ApplicationModule(
    displayName = "Införande",
    allowedDependencies = {
      "core",
      "ui",
      "actors",
      "involvement",
      "programme",
      "knowledge",
      "reach"
    })
@NullMarked
package se.samspel.implementation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
