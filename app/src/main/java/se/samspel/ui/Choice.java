package se.samspel.ui;

/**
 * One of the values to choose from in a field.
 *
 * @param value as sent
 * @param label as read
 */
public record Choice(String value, String label) {}
