package se.samspel.charts;

import java.util.ArrayList;
import java.util.List;

/**
 * A straight scale from values to pixels, with even steps that people count in (1, 2, 2.5 and 5
 * times a power of ten).
 *
 * @param low value at {@code from}
 * @param high value at {@code to}, above {@code low}
 * @param from pixel
 * @param to pixel
 * @param step between marks on the axis
 */
record Axis(double low, double high, double from, double to, double step) {

  /** A scale that holds the values, rounded outwards to whole steps. */
  static Axis of(double least, double most, double from, double to, int steps) {
    var low = least;
    var high = most;
    if (!(high > low)) {
      var room = low == 0 ? 1 : Math.abs(low) * 0.1;
      high = low + room;
      low = low - (low == 0 ? 0 : room);
    }
    var raw = (high - low) / steps;
    var power = Math.pow(10, Math.floor(Math.log10(raw)));
    var step = 10 * power;
    for (var nice : new double[] {5, 2.5, 2, 1}) {
      step = nice * power >= raw * (1 - 1e-9) ? nice * power : step;
    }
    return new Axis(
        Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step, from, to, step);
  }

  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  List<Double> marks() {
    var out = new ArrayList<Double>();
    var n = Math.round((high - low) / step);
    for (var i = 0; i <= n; i++) {
      var value = low + i * step;
      out.add(Math.abs(value) < step * 1e-9 ? 0.0 : value);
    }
    return out;
  }

  /** Decimals that tell the marks apart. */
  int decimals() {
    var out = 0;
    for (var s = step; out < 6 && Math.abs(s - Math.rint(s)) > 1e-9 * Math.max(1, s); s *= 10) {
      out++;
    }
    return out;
  }
}
