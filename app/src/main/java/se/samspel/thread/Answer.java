package se.samspel.thread;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samspel.core.AsOf;
import se.samspel.core.Kronor;
import se.samspel.core.NodeRef;
import se.samspel.core.Refused.MessageKey;
import se.samspel.ui.Messages;
import se.samspel.ui.Numbers;

/**
 * The answer to one of the twelve questions, the same for page, CSV and JSON.
 *
 * @param number which question, 1–12
 * @param asOf the day, and the moment that the answer is bound to
 * @param sentence the answer in one plain sentence
 * @param columns of the evidence
 * @param rows the evidence, the most important first
 * @param more sentences beside the answer, worked out from the same evidence
 * @param missing what is not known, and so not answered
 */
record Answer(
    int number,
    AsOf asOf,
    Sentence sentence,
    List<Column> columns,
    List<Row> rows,
    List<Sentence> more,
    List<Sentence> missing) {

  /** Fewer people than this are not told, so that nobody can be recognised. */
  static final int FEWEST = 5;

  Answer {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (var row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException("question " + number + ": a row lacks cells");
      }
    }
  }

  /** Whether anything that the answer stands on was made up. */
  boolean synthetic() {
    return rows.stream().anyMatch(Row::synthetic);
  }

  /**
   * A sentence of the interface with its figures.
   *
   * @param key message key
   * @param arguments whole and decimal numbers, {@link Kronor}, days, text or {@link MessageKey}s
   */
  record Sentence(String key, List<Object> arguments) {
    static Sentence of(String key, Object... arguments) {
      return new Sentence(key, List.of(arguments));
    }

    String text(Locale locale) {
      var numbers = numbers(locale);
      return Messages.get(locale, key, arguments.stream().map(it -> written(it, numbers)).toList());
    }

    private static Object written(Object argument, Numbers numbers) {
      return switch (argument) {
        case Kronor amount -> numbers.kronor(amount);
        case Long whole -> numbers.whole(whole);
        case Integer whole -> numbers.whole(whole);
        case Double decimal -> numbers.decimal(decimal, 1);
        case Share share -> numbers.percent(share.of());
        case java.time.LocalDate day -> numbers.day(day);
        default -> argument;
      };
    }
  }

  /** A part of a whole, 0–1. */
  record Share(double of) {}

  /** How a column's cells are written. */
  enum Kind {
    TEXT,
    /** A {@link MessageKey}: a code with its word. */
    WORD,
    /** A {@link Place}. */
    REGION,
    /** A {@link Named}. */
    NODE,
    WHOLE,
    DECIMAL,
    /** A {@link Kronor}. */
    MONEY,
    /** A count of people: fewer than five are not told. */
    PEOPLE,
    /** 0–1. */
    PERCENT,
    DAY,
    YES_NO;

    boolean numeric() {
      return this == WHOLE || this == DECIMAL || this == MONEY || this == PEOPLE || this == PERCENT;
    }
  }

  /**
   * A column.
   *
   * @param key message key of its heading is {@code question.column.<key>}; also its name in CSV
   *     and JSON
   */
  record Column(String key, Kind kind) {
    String heading() {
      return "question.column." + key;
    }
  }

  /**
   * A row of the evidence.
   *
   * @param cells by column; null where no source says
   */
  record Row(List<@Nullable Object> cells, boolean synthetic) {
    static Row of(boolean synthetic, @Nullable Object... cells) {
      return new Row(java.util.Arrays.asList(cells), synthetic);
    }
  }

  /** A node with its name. */
  record Named(NodeRef ref, String title) {
    String path() {
      return "/trad/" + ref.kind().code() + "/" + ref.id();
    }
  }

  /** A region with its name. */
  record Place(String code, String name) {}

  /**
   * Words of the facts that have a translation of their own.
   *
   * @param written as the facts have them; what machines read
   * @param swedish empty where nobody has translated them
   */
  record Words(String written, Optional<String> swedish) {}

  /** Stands where a count of people is too small to be told. */
  enum Few {
    FEW
  }

  /** The count of people, or {@link Few} when somebody could be recognised. */
  static @Nullable Object people(@Nullable Long count) {
    return count != null && count > 0 && count < FEWEST ? Few.FEW : count;
  }

  private static Numbers numbers(Locale locale) {
    return Numbers.of(locale);
  }

  /** A cell as people read it. */
  String text(Column column, @Nullable Object cell, Locale locale) {
    var numbers = numbers(locale);
    return switch (cell) {
      case null -> Messages.get(locale, "missing");
      case Few few -> Messages.get(locale, "question.few", FEWEST);
      case Named node -> node.title();
      case Place place -> place.name();
      case Words words ->
          locale.getLanguage().equals("sv")
              ? words.swedish().orElse(words.written())
              : words.written();
      case MessageKey word -> Messages.get(locale, word.key());
      case Kronor amount -> numbers.kronor(amount);
      case Boolean yes -> Messages.get(locale, yes ? "question.yes" : "question.no");
      case java.time.LocalDate day -> numbers.day(day);
      case Long whole -> numbers.whole(whole);
      case Integer whole -> numbers.whole(whole);
      case Double number ->
          column.kind() == Kind.PERCENT ? numbers.percent(number) : numbers.decimal(number, 1);
      default -> String.valueOf(cell);
    };
  }

  /** A cell as machines read it: plain numbers in the unit of the column, codes, ISO days. */
  static @Nullable Object plain(@Nullable Object cell) {
    return switch (cell) {
      case null -> null;
      case Few few -> null;
      case Named node -> node.ref().toString();
      case Place place -> place.code();
      case Words words -> words.written();
      case Kronor amount -> java.math.BigDecimal.valueOf(amount.ore(), 2);
      case java.time.LocalDate day -> day.toString();
      default -> cell;
    };
  }
}
