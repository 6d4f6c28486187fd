package se.samspel.implementation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.samspel.core.DateSpan;
import se.samspel.core.RegionCode;

/**
 * A region's plan, with how each recommendation is met, so that plans can be compared.
 *
 * @param adoptedOn the day the region decided; empty in a draft
 * @param diaryNumber where the decision is filed
 * @param document identity of the uploaded document
 * @param span the days the plan is for
 */
public record Plan(
    String id,
    int version,
    RegionCode region,
    String title,
    PlanState state,
    Optional<LocalDate> adoptedOn,
    Optional<String> diaryNumber,
    Optional<String> document,
    Optional<String> involvement,
    DateSpan span,
    List<Item> items,
    Optional<String> source,
    boolean synthetic) {

  /** How one recommendation is met locally. */
  public record Item(String recommendation, int edition, String how) {}

  /** How the plan meets the recommendation, where it says. */
  public Optional<String> how(String recommendation) {
    return items.stream()
        .filter(it -> it.recommendation().equals(recommendation))
        .map(Item::how)
        .findFirst();
  }
}
