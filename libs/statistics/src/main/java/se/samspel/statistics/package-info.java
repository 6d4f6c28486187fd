/**
 * The numbers that are published: intervals, rates, standardisation, control charts, funnels,
 * inequality, waiting times, disclosure control and data checks.
 *
 * <p>Pure functions over small arrays; double precision inside, rounding only where a figure is
 * shown. "No value" is a result with a {@link se.samspel.statistics.Status}, never NaN, infinity or
 * a silent 0. Inside the package {@code NaN} in a {@code double[]} marks an absent observation; it
 * never leaves a result record. A comparison with a limit is strict with a relative slack of 1e-9,
 * so that results do not flicker with the order of summation.
 *
 * <p>Source of every rule: the measurement specification, cited as "spec" with its section number;
 * the section names the literature.
 */
@NullMarked
package se.samspel.statistics;

import org.jspecify.annotations.NullMarked;
