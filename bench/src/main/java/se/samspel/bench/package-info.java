/** Measurements that anyone can repeat, each beside a peer or a physical limit. */
@NullMarked
package se.samspel.bench;

import org.jspecify.annotations.NullMarked;
