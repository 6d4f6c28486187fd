package se.samspel.statistics;

import static se.samspel.statistics.RefusalCode.MISSING_FIELD;
import static se.samspel.statistics.RefusalCode.NOT_A_WHOLE_NUMBER;
import static se.samspel.statistics.RefusalCode.OUT_OF_RANGE;
import static se.samspel.statistics.RefusalCode.TOO_DEEP;
import static se.samspel.statistics.RefusalCode.TOO_MANY_VALUES;
import static se.samspel.statistics.RefusalCode.UNKNOWN_CHOICE;
import static se.samspel.statistics.RefusalCode.WRONG_TYPE;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON-like map by name and type, and refuses what does not fit with the path of the field.
 */
final class Fields {
  /** Values in one array, and cells or groups in one input. */
  static final int LONGEST_ARRAY = 100_000;

  /** Arrays and objects inside each other. */
  private static final int DEEPEST = 6;

  /** Its fourth power still has room to be summed. */
  private static final double LARGEST = 1e60;

  /** Largest whole number that a double holds exactly. */
  private static final double LARGEST_WHOLE = 9_007_199_254_740_992.0;

  private final Map<?, ?> map;
  private final String path;
  private final TreeSet<String> read = new TreeSet<>();

  private Fields(Map<?, ?> map, String path) {
    this.map = map;
    this.path = path;
  }

  /**
   * The whole input.
   *
   * @throws Refusal TOO_DEEP, TOO_MANY_VALUES, WRONG_TYPE for a value that JSON does not have
   */
  static Fields of(Map<String, ?> input) {
    check(input, "input", 1);
    return new Fields(input, "");
  }

  private static void check(@Nullable Object value, String path, int depth) {
    Refusal.when(
        depth > DEEPEST, TOO_DEEP, "The input is nested deeper than " + DEEPEST + " levels.");
    switch (value) {
      case null -> {}
      case String s -> refuseLong(s.length(), path);
      case Boolean b -> {}
      case Number n ->
          Refusal.when(
              !Double.isFinite(n.doubleValue()),
              WRONG_TYPE,
              "The field " + path + " is not a finite number.");
      case List<?> list -> {
        refuseLong(list.size(), path);
        for (var element : list) {
          check(element, path, depth + 1);
        }
      }
      case Map<?, ?> map -> {
        refuseLong(map.size(), path);
        for (var entry : map.entrySet()) {
          Refusal.when(
              !(entry.getKey() instanceof String),
              WRONG_TYPE,
              "A field name in " + path + " is not text.");
          check(entry.getValue(), String.valueOf(entry.getKey()), depth + 1);
        }
      }
      default ->
          throw new Refusal(
              WRONG_TYPE, "The field " + path + " has a type that JSON does not have.");
    }
  }

  private static void refuseLong(int size, String path) {
    Refusal.when(
        size > LONGEST_ARRAY,
        TOO_MANY_VALUES,
        "The field " + path + " has more than 100 000 values.");
  }

  private String name(String field) {
    return path + field;
  }

  private @Nullable Object raw(String field) {
    read.add(field);
    return map.get(field);
  }

  private Object required(String field) {
    var value = raw(field);
    if (value == null) {
      throw new Refusal(MISSING_FIELD, "The field " + name(field) + " is missing.");
    }
    return value;
  }

  private Refusal wrong(String field, String wanted) {
    return new Refusal(WRONG_TYPE, "The field " + name(field) + " must be " + wanted + ".");
  }

  boolean has(String field) {
    return raw(field) != null;
  }

  /** Fields that nothing asked for. */
  List<String> unread() {
    return map.keySet().stream()
        .map(String::valueOf)
        .filter(k -> !read.contains(k))
        .sorted()
        .toList();
  }

  double number(String field) {
    return asNumber(required(field), field);
  }

  double number(String field, double otherwise) {
    var value = raw(field);
    return value == null ? otherwise : asNumber(value, field);
  }

  @Nullable Double numberOrNull(String field) {
    var value = raw(field);
    return value == null ? null : Double.valueOf(asNumber(value, field));
  }

  private double asNumber(Object value, String field) {
    if (!(value instanceof Number n)) {
      throw wrong(field, "a number");
    }
    Refusal.when(
        Math.abs(n.doubleValue()) > LARGEST,
        OUT_OF_RANGE,
        "The field " + name(field) + " is too large: " + shown(value) + ".");
    return n.doubleValue() + 0.0;
  }

  long whole(String field) {
    return asWhole(required(field), field);
  }

  long whole(String field, long otherwise) {
    var value = raw(field);
    return value == null ? otherwise : asWhole(value, field);
  }

  @Nullable Long wholeOrNull(String field) {
    var value = raw(field);
    return value == null ? null : Long.valueOf(asWhole(value, field));
  }

  int small(String field, int otherwise) {
    return asSmall(whole(field, otherwise), field);
  }

  private int asSmall(long value, String field) {
    Refusal.when(
        value > Integer.MAX_VALUE || value < Integer.MIN_VALUE,
        OUT_OF_RANGE,
        "The field " + name(field) + " is too large: " + value + ".");
    return (int) value;
  }

  private long asWhole(Object value, String field) {
    var number = asNumber(value, field);
    Refusal.when(
        number != Math.rint(number),
        NOT_A_WHOLE_NUMBER,
        "The field " + name(field) + " must be a whole number, but is " + shown(value) + ".");
    Refusal.when(
        Math.abs(number) > LARGEST_WHOLE,
        OUT_OF_RANGE,
        "The field " + name(field) + " is too large: " + shown(value) + ".");
    return (long) number;
  }

  private static String shown(Object value) {
    return value instanceof BigDecimal big ? big.toPlainString() : String.valueOf(value);
  }

  boolean flag(String field, boolean otherwise) {
    return switch (raw(field)) {
      case null -> otherwise;
      case Boolean b -> b;
      default -> throw wrong(field, "true or false");
    };
  }

  boolean flag(String field) {
    required(field);
    return flag(field, false);
  }

  String text(String field) {
    return required(field) instanceof String s ? s : wrongText(field);
  }

  String text(String field, String otherwise) {
    var value = raw(field);
    return value == null ? otherwise : value instanceof String s ? s : wrongText(field);
  }

  private String wrongText(String field) {
    throw wrong(field, "text");
  }

  /** One of the labels, each standing for a value. */
  <T> T choice(String field, @Nullable String otherwise, Map<String, T> choices) {
    var label = otherwise == null ? text(field) : text(field, otherwise);
    var value = choices.get(label);
    if (value == null) {
      throw new Refusal(
          UNKNOWN_CHOICE,
          "The field "
              + name(field)
              + " must be one of "
              + String.join(", ", choices.keySet().stream().sorted().toList())
              + ".");
    }
    return value;
  }

  private List<?> list(String field) {
    return required(field) instanceof List<?> list ? list : wrongList(field);
  }

  private List<?> wrongList(String field) {
    throw wrong(field, "a list");
  }

  /** Numbers, NaN where null stands. */
  double[] numbers(String field) {
    var list = list(field);
    var out = new double[list.size()];
    for (var i = 0; i < out.length; i++) {
      var value = list.get(i);
      out[i] = value == null ? Double.NaN : asNumber(value, field + "[" + i + "]");
    }
    return out;
  }

  /** Numbers, none of them null. */
  double[] presentNumbers(String field) {
    var out = numbers(field);
    for (var i = 0; i < out.length; i++) {
      Refusal.when(
          Absent.absent(out[i]),
          MISSING_FIELD,
          "The field " + name(field) + "[" + i + "] is missing.");
    }
    return out;
  }

  double @Nullable [] numbersOrNull(String field) {
    return has(field) ? numbers(field) : null;
  }

  /** Whole numbers, none of them null. */
  long[] wholes(String field) {
    var list = list(field);
    var out = new long[list.size()];
    for (var i = 0; i < out.length; i++) {
      var value = list.get(i);
      if (value == null) {
        throw new Refusal(MISSING_FIELD, "The field " + name(field) + "[" + i + "] is missing.");
      }
      out[i] = asWhole(value, field + "[" + i + "]");
    }
    return out;
  }

  /** A set of point numbers; empty when the field is absent. */
  TreeSet<Integer> points(String field) {
    var out = new TreeSet<Integer>();
    if (has(field)) {
      for (var point : wholes(field)) {
        out.add(asSmall(point, field));
      }
    }
    return out;
  }

  List<String> texts(String field) {
    var out = new ArrayList<String>();
    for (var value : list(field)) {
      out.add(value instanceof String s ? s : wrongText(field));
    }
    return out;
  }

  /** Objects in a list, each read by {@code reader}. */
  <T> List<T> each(String field, Function<Fields, T> reader) {
    var list = list(field);
    var out = new ArrayList<T>(list.size());
    for (var i = 0; i < list.size(); i++) {
      var at = name(field) + "[" + i + "]";
      if (!(list.get(i) instanceof Map<?, ?> map)) {
        throw new Refusal(WRONG_TYPE, "The field " + at + " must be an object.");
      }
      out.add(reader.apply(new Fields(map, at + ".")));
    }
    return out;
  }

  /** One level of confidence, or several in a list. */
  List<Double> levels(String field, double otherwise) {
    if (raw(field) instanceof List<?>) {
      var out = new ArrayList<Double>();
      for (var level : presentNumbers(field)) {
        out.add(level);
      }
      Refusal.when(out.isEmpty(), MISSING_FIELD, "The field " + name(field) + " has no level.");
      return out;
    }
    return List.of(number(field, otherwise));
  }

  boolean isList(String field) {
    return raw(field) instanceof List<?>;
  }
}
