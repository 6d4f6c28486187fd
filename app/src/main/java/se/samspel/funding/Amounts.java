package se.samspel.funding;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import se.samspel.core.Fields;
import se.samspel.core.Kronor;

/** Reads and writes amounts in kronor with at most two decimals, so that no öre is lost. */
final class Amounts {

  /** More than any appropriation: one thousand billion kronor. */
  private static final BigDecimal MOST = new BigDecimal("1000000000000");

  private Amounts() {}

  /** An amount that may be left out, such as {@code 1 234,50}; negative only where allowed. */
  static Optional<Kronor> optional(Fields fields, String field, boolean negative) {
    return fields
        .find(field)
        .flatMap(text -> {
          var plain =
              text.replaceAll("[\\s\\u00a0\\u202f]", "").replace('\u2212', '-').replace(',', '.');
          if (plain.matches("-?\\d{1,13}(\\.\\d{1,2})?")) {
            var kronor = new BigDecimal(plain);
            if (kronor.abs().compareTo(MOST) <= 0 && (negative || kronor.signum() >= 0)) {
              return Optional.of(
                  new Kronor(
                      kronor
                          .movePointRight(2)
                          .setScale(0, RoundingMode.UNNECESSARY)
                          .longValueExact()));
            }
          }
          fields.fault(field, negative ? "funding.fault.amount" : "funding.fault.amount-positive");
          return Optional.empty();
        });
  }

  /** An amount that must be there. */
  static Kronor required(Fields fields, String field, boolean negative) {
    if (fields.find(field).isEmpty()) {
      fields.fault(field, "field.required");
    }
    return optional(fields, field, negative).orElse(Kronor.ZERO);
  }

  /** The amount as a form's field holds it: {@code 1234,50}. */
  static String written(Kronor amount) {
    var kronor = BigDecimal.valueOf(amount.ore(), 2);
    var text = amount.ore() % 100 == 0 ? kronor.setScale(0, RoundingMode.UNNECESSARY) : kronor;
    return text.toPlainString().replace('.', ',');
  }

  /** The amount in kronor for machines: {@code 1234.50}. */
  static String plain(Kronor amount) {
    return BigDecimal.valueOf(amount.ore(), 2).toPlainString();
  }
}
