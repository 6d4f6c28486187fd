/**
 * Shared values that every module speaks: regions, days, money, references between nodes of the
 * golden thread, permissions and refusals. Depends on nothing but the JDK and small Spring
 * annotations; owns no schema.
 */
@ApplicationModule(
    displayName = "Core",
    allowedDependencies = {})
@NullMarked
package se.samspel.core;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
