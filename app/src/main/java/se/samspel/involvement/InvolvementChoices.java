package se.samspel.involvement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.ui.Choice;
import se.samspel.ui.Messages;
import se.samspel.ui.Numbers;
import se.samspel.ui.Visit;

/**
 * The records and waivers that a form offers to stand behind a step, written by their keys: people
 * choose by what each is about, how far it went and when.
 */
@Component
public class InvolvementChoices {

  private static final int MOST = 300;

  private final Involvements involvements;

  InvolvementChoices(Involvements involvements) {
    this.involvements = involvements;
  }

  /** Those about any of the subjects. */
  @Transactional(readOnly = true)
  public List<Choice> about(Visit visit, Collection<String> subjects) {
    var asOf = AsOf.day(visit.today());
    return choices(
        visit,
        subjects.stream().flatMap(it -> involvements.listAbout(it, asOf).stream()).toList(),
        subjects.stream().flatMap(it -> involvements.listWaiversAbout(it, asOf).stream()).toList(),
        asOf);
  }

  /**
   * The latest of all, for a form where what the step is about is chosen in the same go.
   *
   * @param chosen the key that stands in the field; it is offered even when it is older
   */
  @Transactional(readOnly = true)
  public List<Choice> latest(Visit visit, String chosen) {
    var asOf = AsOf.day(visit.today());
    var records = involvements.list(asOf);
    var waivers = involvements.listWaivers(asOf);
    return choices(
        visit,
        Stream.concat(
                records.stream().limit(MOST),
                records.stream().skip(MOST).filter(it -> it.key().equals(chosen)))
            .toList(),
        Stream.concat(
                waivers.stream().limit(MOST),
                waivers.stream().skip(MOST).filter(it -> it.key().equals(chosen)))
            .toList(),
        asOf);
  }

  private List<Choice> choices(
      Visit visit, List<Involvement> records, List<Waiver> waivers, AsOf asOf) {
    var locale = visit.locale();
    var numbers = Numbers.of(locale);
    var keys = new HashSet<String>();
    records.forEach(it -> keys.add(it.subject()));
    waivers.forEach(it -> keys.add(it.subject()));
    var things = involvements.describe(keys, asOf);
    var choices = new ArrayList<Choice>();
    for (var it : records) {
      choices.add(
          new Choice(
              it.key(),
              Messages.get(locale, "involvement.level." + it.level())
                  + ", "
                  + numbers.day(it.heldOn()),
              title(Optional.ofNullable(things.get(it.subject())), visit)));
    }
    for (var it : waivers) {
      choices.add(
          new Choice(
              it.key(),
              Messages.get(
                  locale, "involvement.choice-waiver", it.decidedBy(), numbers.day(it.decidedOn())),
              title(Optional.ofNullable(things.get(it.subject())), visit)));
    }
    choices.sort(Comparator.comparing(Choice::group));
    return List.copyOf(choices);
  }

  private static String title(Optional<Subject> thing, Visit visit) {
    return thing.map(Subject::title).orElse(Messages.get(visit.locale(), "missing"));
  }
}
