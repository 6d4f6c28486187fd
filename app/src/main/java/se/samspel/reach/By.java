package se.samspel.reach;

import java.util.function.Function;

/** What reach is split by, one at a time. */
public enum By {
  REGION(Fact::region),
  TRAINING(Fact::training),
  ACTOR_TYPE(Fact::actorType),
  SEX(fact -> se.samspel.core.StateMachine.code(fact.sex())),
  GENERATION(fact -> Integer.toString(fact.generation())),
  PERIOD(By::years);

  private final Function<Fact, String> key;

  By(Function<Fact, String> key) {
    this.key = key;
  }

  String key(Fact fact) {
    return key.apply(fact);
  }

  private static String years(Fact fact) {
    var first = fact.from().getYear();
    var last = fact.to().minusDays(1).getYear();
    return first == last ? Integer.toString(first) : first + "–" + last;
  }
}
