package se.samspel.thread;

import static se.samspel.thread.Answer.Kind.*;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Refused.MessageKey;
import se.samspel.ui.ThreadLine.Knot;

/** 1: where does the thread break? Each prioritised need and region, the heaviest need first. */
@Component
class WhereItBreaks implements Question {

  private static final List<Answer.Column> COLUMNS =
      List.of(
          new Answer.Column("need", NODE),
          new Answer.Column("severity", WHOLE),
          new Answer.Column("region", REGION),
          new Answer.Column("first-missing", WORD),
          new Answer.Column("links-before", WHOLE),
          new Answer.Column("population", WHOLE),
          new Answer.Column("weight", WHOLE));

  private final Picturing picturing;

  WhereItBreaks(Picturing picturing) {
    this.picturing = picturing;
  }

  @Override
  public int number() {
    return 1;
  }

  @Override
  public Answer answer(AsOf asOf) {
    var picture = picturing.picture(asOf);
    var all = picture.regions().keySet();
    var asked =
        picture.ranked(Picture.Cut.ALL).stream().filter(it -> it.need().prioritised()).toList();
    var rows = new ArrayList<Answer.Row>();
    var counts = new TreeMap<Knot, Integer>();
    var threads = 0;
    for (var strand : asked) {
      threads += strand.lines().size();
      var weight = picture.weight(strand, all);
      strand.lines().entrySet().stream()
          .filter(it -> it.getValue().firstMissing().isPresent())
          .sorted(
              Comparator.comparing((Map.Entry<String, ?> it) -> -population(picture, it.getKey()))
                  .thenComparing(Map.Entry::getKey))
          .forEach(it -> {
            var region = java.util.Objects.requireNonNull(picture.regions().get(it.getKey()));
            var knot = it.getValue().firstMissing().orElseThrow();
            counts.merge(knot, 1, Integer::sum);
            rows.add(
                Answer.Row.of(
                    strand.synthetic(),
                    new Answer.Named(
                        new NodeRef(NodeKind.NEED, strand.need().id()), strand.need().statement()),
                    strand.need().severity().map(Integer::longValue).orElse(null),
                    new Answer.Place(region.code(), region.name()),
                    new MessageKey(knot.key()),
                    (long) it.getValue().reaches(),
                    region.population().map(Integer::longValue).orElse(null),
                    weight.orElse(null)));
          });
    }
    return new Answer(
        1,
        picture.asOf(),
        sentence(asked.size(), threads, rows.size(), counts),
        COLUMNS,
        rows,
        counts.entrySet().stream()
            .map(it ->
                Answer.Sentence.of(
                    "question.1.knot", new MessageKey(it.getKey().key()), it.getValue()))
            .toList(),
        missing(asked));
  }

  private static long population(Picture picture, String region) {
    return java.util.Optional.ofNullable(picture.regions().get(region))
        .flatMap(Picture.Region::population)
        .orElse(0);
  }

  private static Answer.Sentence sentence(
      int needs, int threads, int broken, Map<Knot, Integer> counts) {
    if (needs == 0) {
      return Answer.Sentence.of("question.1.none");
    }
    if (broken == 0) {
      return Answer.Sentence.of("question.1.whole", needs);
    }
    var most = counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    return Answer.Sentence.of(
        "question.1.answer",
        broken,
        threads,
        needs,
        new MessageKey(most.getKey().key()),
        most.getValue());
  }

  private static List<Answer.Sentence> missing(List<Picture.Strand> asked) {
    var unset = asked.stream().filter(it -> it.need().severity().isEmpty()).count();
    return unset == 0
        ? List.of()
        : List.of(Answer.Sentence.of("question.1.missing-severity", unset));
  }
}
