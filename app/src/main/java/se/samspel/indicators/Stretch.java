package se.samspel.indicators;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Readings that may be compared over time: one series, place, sex, age, unit and length of period,
 * with no break between any two of them. Whatever computes over time is given stretches and so
 * can't splice what must be kept apart.
 *
 * @param grain the length of each period
 * @param readings dated, the oldest first
 */
public record Stretch(
    String series,
    String region,
    String sex,
    String age,
    String unit,
    Period.Grain grain,
    List<Reading> readings) {

  /** The stretches of one indicator's readings; undated ones belong to none. */
  static List<Stretch> of(List<Reading> readings, List<Break> breaks) {
    var groups = new LinkedHashMap<String, List<Reading>>();
    readings.stream()
        .filter(it -> it.period().dated())
        .sorted(Comparator.comparing(Reading::period))
        .forEach(it ->
            groups
                .computeIfAbsent(
                    String.join(
                        "\u001f",
                        it.series(),
                        it.region(),
                        it.sex(),
                        it.age(),
                        it.unit(),
                        it.period().grain().name(),
                        Integer.toString(it.period().years()),
                        Long.toString(passed(it, breaks))),
                    key -> new ArrayList<>())
                .add(it));
    return groups.values().stream()
        .map(all -> {
          var first = all.getFirst();
          return new Stretch(
              first.series(),
              first.region(),
              first.sex(),
              first.age(),
              first.unit(),
              first.period().grain(),
              List.copyOf(all));
        })
        .toList();
  }

  static long passed(Reading reading, List<Break> breaks) {
    return breaks.stream().filter(it -> !it.day().isAfter(reading.period().span().from())).count();
  }
}
