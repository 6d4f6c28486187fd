/** The pages as people meet them, in a real browser. */
@NullMarked
package se.samspel.e2e;

import org.jspecify.annotations.NullMarked;
