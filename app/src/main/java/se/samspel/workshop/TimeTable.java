package se.samspel.workshop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samspel.charts.SeriesChart;

/** A chart over time with every digit, under the same headings as the table that people read. */
final class TimeTable {
  private TimeTable() {}

  static List<List<@Nullable Object>> rows(SeriesChart chart, List<List<String>> shown) {
    var moments = chart.series().moments();
    var counts = moments.stream().anyMatch(it -> it.denominator() != null);
    var columns = shown.isEmpty() ? 0 : shown.getFirst().size();
    var limits = columns == (counts ? 8 : 6);
    var out = new ArrayList<List<@Nullable Object>>();
    for (var i = 0; i < moments.size(); i++) {
      var point = chart.points().get(i);
      var row = new ArrayList<@Nullable Object>();
      row.add(moments.get(i).name());
      if (counts) {
        row.add(moments.get(i).numerator());
        row.add(moments.get(i).denominator());
      }
      row.add(point.value());
      row.add(point.centre());
      if (limits) {
        row.add(point.lower());
        row.add(point.upper());
      }
      row.add(shown.get(i).getLast());
      out.add(row);
    }
    return out;
  }
}
