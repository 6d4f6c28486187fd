package se.samspel.knowledge;

import java.time.LocalDate;

/**
 * An edition came into force; from the day on the one before it is superseded.
 *
 * @param number the recommendation's number
 * @param edition which edition, from 1
 * @param day the first day it holds
 */
public record EditionPublished(String number, int edition, LocalDate day) {}
