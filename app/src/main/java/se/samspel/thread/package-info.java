/**
 * The golden thread: typed, versioned links between nodes that other modules own, where it breaks,
 * and the twelve questions. Reads other modules through the views they publish. Owns the schema
 * {@code thread}; listens to {@code LinksAsserted} and {@code VisibilityDecided}.
 */
@ApplicationModule(
    displayName = "Röda tråden",
    allowedDependencies = {
      "core",
      "ui",
      "actors",
      "involvement",
      "programme",
      "knowledge",
      "reach",
      "implementation",
      "funding",
      "indicators"
    })
@NullMarked
package se.samspel.thread;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
