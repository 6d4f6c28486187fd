package se.samspel.core;

import java.util.function.Supplier;

/**
 * Who acts in this thread of execution. The web layer sets it for each request; tasks set {@link
 * Person#SYSTEM}. Nobody set means a visitor, who sees public rows and changes nothing.
 */
public final class CurrentPerson {

  private static final ScopedValue<Person> PERSON = ScopedValue.newInstance();

  private CurrentPerson() {}

  /** The one who acts now. */
  public static Person get() {
    return PERSON.orElse(Person.VISITOR);
  }

  /** Runs the task as the person. */
  public static void run(Person person, Runnable task) {
    ScopedValue.where(PERSON, person).run(task);
  }

  /** Computes the value as the person. */
  public static <T> T call(Person person, Supplier<T> task) {
    return ScopedValue.where(PERSON, person).call(task::get);
  }

  /** Runs a task that may throw as the person. */
  public static <T, X extends Throwable> T callThrowing(
      Person person, ScopedValue.CallableOp<T, X> task) throws X {
    return ScopedValue.where(PERSON, person).call(task);
  }
}
