/**
 * How everything looks and speaks: the layout and components, messages in Swedish and English,
 * Swedish numbers and dates, drawings of the thread, and the one place where refusals become RFC
 * 9457 problems or pages. Owns no schema.
 */
@ApplicationModule(
    displayName = "UI",
    allowedDependencies = {"core"})
@NullMarked
package se.samspel.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
