/**
 * The public start, the region pages, the pages about the service, the API's common parts, health
 * and readiness. Owns no schema.
 */
@ApplicationModule(
    displayName = "Webbplats",
    allowedDependencies = {
      "core",
      "ui",
      "actors",
      "directory",
      "involvement",
      "programme",
      "knowledge",
      "reach",
      "implementation",
      "funding",
      "indicators",
      "thread",
      "reporting"
    })
@NullMarked
package se.samspel.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
