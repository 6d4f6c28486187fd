package se.samspel.thread;

import static se.samspel.core.StateMachine.step;

import java.util.List;
import se.samspel.core.StateMachine;
import se.samspel.core.StateMachine.Ground;

/**
 * How far a link of the thread has come. A proposal that falls is rejected; what has been confirmed
 * can only end, and then still answers for the days it held.
 */
enum LinkState {
  PROPOSED,
  CONFIRMED,
  REJECTED,
  ENDED;

  static final StateMachine<LinkState> STEPS =
      new StateMachine<>(
          List.of(
              step(PROPOSED, CONFIRMED, Ground.INVOLVEMENT),
              step(PROPOSED, REJECTED),
              step(CONFIRMED, ENDED),
              step(REJECTED, PROPOSED)));

  String code() {
    return StateMachine.code(this);
  }

  static LinkState ofCode(String code) {
    return valueOf(code.toUpperCase(java.util.Locale.ROOT));
  }
}
