package se.samspel.ui;

import java.util.Optional;

/**
 * Somewhere to turn, as the help box shows it.
 *
 * @param name of the helpline
 * @param contact phone number or address, as people write it
 * @param href what the contact links to ({@code tel:} or {@code https:})
 * @param audience whom it is for
 * @param verified when an editor last checked it, in words; empty when nobody has
 */
public record HelpLine(
    String name, String contact, String href, String audience, Optional<String> verified) {}
