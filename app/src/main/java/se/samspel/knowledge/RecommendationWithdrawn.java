package se.samspel.knowledge;

import java.time.LocalDate;

/**
 * An edition was withdrawn: nobody is to teach it or work by it any longer.
 *
 * @param number the recommendation's number
 * @param edition which edition, from 1
 * @param day the first day it no longer holds
 * @param reason why, in a sentence for people
 */
public record RecommendationWithdrawn(String number, int edition, LocalDate day, String reason) {}
