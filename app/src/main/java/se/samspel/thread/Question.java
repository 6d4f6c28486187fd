package se.samspel.thread;

import se.samspel.core.AsOf;

/**
 * One of the twelve questions. Answers from what the modules publish, as of a day and bound to a
 * moment; says what is missing rather than guessing.
 *
 * <p>Source: the twelve questions, coordination reference §4.
 */
interface Question {

  /** 1–12. */
  int number();

  /**
   * The answer. Called inside a transaction that reads.
   *
   * @param asOf bound to a moment
   */
  Answer answer(AsOf asOf);
}
