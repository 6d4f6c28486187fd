/**
 * What the tests stand on: a real PostgreSQL, the whole application, and a reader who visits it.
 */
@NullMarked
package se.samspel.testing;

import org.jspecify.annotations.NullMarked;
