/**
 * The workshop (Verkstad): one's own numbers become a chart with a sentence, on a page without
 * account. Reads no database and keeps nothing: what is sent is answered and forgotten. Owns no
 * schema.
 */
@ApplicationModule(
    displayName = "Verkstad",
    allowedDependencies = {"core", "ui", "charts"})
@NullMarked
package se.samspel.workshop;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
