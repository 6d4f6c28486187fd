package se.samspel.indicators;

/**
 * Within what bounds the underlying level lies, computed when the value is read.
 *
 * @param lower in the value's unit
 * @param upper in the value's unit
 * @param confidence such as 0.95
 * @param method identity and version of the method, as {@code libs/statistics} names it
 */
public record Interval(double lower, double upper, double confidence, String method) {}
