package se.samspel.reach;

/**
 * How many were reached, on one basis.
 *
 * @param contacts times somebody took part
 * @param people different people; a range where the same person may stand in several reports
 */
public record Reached(Tally contacts, Tally people) {

  /** Nobody. */
  static final Reached NONE = new Reached(Tally.between(0, 0), Tally.between(0, 0));

  /** Known but not shown. */
  static final Reached WITHHELD = new Reached(Tally.WITHHELD, Tally.WITHHELD);

  /** The smallest number above zero that stands here; zero when there is none. */
  long smallest() {
    var numbers =
        java.util.stream.LongStream.of(
                contacts.known() ? contacts.low() : 0,
                people.known() ? people.low() : 0,
                people.known() ? people.high() : 0)
            .filter(it -> it > 0);
    return numbers.min().orElse(0);
  }
}
