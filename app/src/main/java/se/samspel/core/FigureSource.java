package se.samspel.core;

import java.util.List;
import java.util.Map;

/**
 * What a module whose answers may be frozen as published figures offers the figure register. Each
 * such module has one bean of this type; {@code reporting} collects them, so that the modules it
 * takes figures from need not know it.
 *
 * <p>To offer an answer for freezing, a page posts to {@code /siffror} with the fields {@code
 * definition}, {@code dag} (the day), {@code kant} (the moment of knowledge; blank for what is
 * known now) and one field {@code p.<name>} for each parameter, where the reader has {@link
 * Permission#FREEZE_FIGURE}.
 */
public interface FigureSource {

  /**
   * What a figure says and how it is computed, by name.
   *
   * @param id stable identity: lower case, digits and hyphens, such as {@code question-1}
   * @param version from 1; counted up whenever the way of computing changes
   * @param title what it answers, in Swedish
   * @param method how it is computed, in Swedish
   */
  record Definition(String id, int version, String title, String method) {}

  /**
   * A computed answer.
   *
   * @param sentence the answer as one Swedish sentence
   * @param result what the sentence rests on: maps, lists, records, text, numbers and booleans that
   *     JSON can hold; small numbers already protected
   * @param sources where the numbers come from
   * @param synthetic whether anything in it was made up for a demonstration
   */
  record Answer(String sentence, Object result, List<String> sources, boolean synthetic) {}

  /** The figures this module computes. */
  List<Definition> definitions();

  /**
   * Computes the figure. The same parameters and the same as-of, bound to a moment of knowledge,
   * give the same answer for ever, save that a stricter protection of small counts since then
   * holds. Called as a visitor, so that only public rows count.
   *
   * @param definition one of {@link #definitions()}
   * @param parameters by name; those the definition does not know are refused
   * @throws Refused when a parameter can't be understood
   */
  Answer compute(String definition, Map<String, String> parameters, AsOf asOf);
}
