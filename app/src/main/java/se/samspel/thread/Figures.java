package se.samspel.thread;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.FigureSource;
import se.samspel.core.Refused;
import se.samspel.ui.Messages;

/** Offers the twelve answers for freezing as published figures. */
@Component
class Figures implements FigureSource {

  private static final String PREFIX = "question-";

  private final Questions questions;

  Figures(Questions questions) {
    this.questions = questions;
  }

  @Override
  public List<Definition> definitions() {
    return questions.numbers().stream()
        .map(number ->
            new Definition(
                PREFIX + number,
                1,
                Messages.get(Messages.SWEDISH, "question." + number + ".title"),
                Messages.get(Messages.SWEDISH, "question." + number + ".how")))
        .toList();
  }

  @Override
  public FigureSource.Answer compute(String definition, Map<String, String> parameters, AsOf asOf) {
    if (!definition.matches(PREFIX + "\\d{1,2}") || !parameters.isEmpty()) {
      throw new Refused(Refused.Kind.MALFORMED, "refused.malformed");
    }
    var answer = questions.answer(Integer.parseInt(definition.substring(PREFIX.length())), asOf);
    var result = new LinkedHashMap<String, @Nullable Object>();
    result.put("columns", answer.columns().stream().map(it -> it.key()).toList());
    result.put("rows", answer.rows().stream().map(it -> ThreadApi.fields(answer, it)).toList());
    result.put("missing", answer.missing().stream().map(it -> it.text(Messages.SWEDISH)).toList());
    return new FigureSource.Answer(
        answer.sentence().text(Messages.SWEDISH), result, sources(answer), answer.synthetic());
  }

  /** The sources that the evidence itself names. */
  private static List<String> sources(se.samspel.thread.Answer answer) {
    var found = new java.util.TreeSet<String>();
    for (int i = 0; i < answer.columns().size(); i++) {
      if (answer.columns().get(i).key().equals("source")) {
        for (var row : answer.rows()) {
          if (row.cells().get(i) instanceof String source) {
            found.add(source);
          }
        }
      }
    }
    return List.copyOf(found);
  }
}
