/**
 * Statements of the Experience API, versions 1.0.3 and 2.0 (IEEE 9274.1.1): reading them strictly
 * and without loss, comparing them, the forms they are returned in, their signatures and the
 * multipart bodies that carry their attachments. Knows no web server and no database.
 */
@NullMarked
package se.samspel.xapi;

import org.jspecify.annotations.NullMarked;
