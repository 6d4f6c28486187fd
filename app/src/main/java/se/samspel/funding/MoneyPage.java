package se.samspel.funding;

import java.util.Optional;
import se.samspel.core.Kronor;
import se.samspel.ui.Page;

/** A page that shows amounts. */
interface MoneyPage extends Page {

  /** The amount to the last öre where it has any, otherwise in whole kronor. */
  default String money(Kronor amount) {
    return amount.ore() % 100 == 0
        ? numbers().kronor(amount)
        : numbers().decimal(amount.ore() / 100.0, 2) + "\u00a0kr";
  }

  /** The amount, or that no source gives it. */
  default String money(Optional<Kronor> amount) {
    return amount.map(this::money).orElseGet(() -> t("missing"));
  }

  /** A sum, and how many amounts are missing from it. */
  default String money(Total total) {
    if (total.known().ore() == 0) {
      return total.unknown() == 0 ? "–" : t("missing");
    }
    return total.unknown() == 0
        ? money(total.known())
        : t("funding.at-least", money(total.known()), total.unknown());
  }

  /** The period as read by people. */
  default String period(Agreement agreement) {
    return agreement.yearly() ? t("funding.period.yearly") : agreement.period().replace("/", " – ");
  }

  /** The text, or that no source gives it. */
  default String known(Optional<String> text) {
    return text.orElseGet(() -> t("missing"));
  }

  /** Whether the reader may change what is about money. */
  default boolean editor() {
    return frame().person().may(se.samspel.core.Permission.EDIT_FUNDING);
  }
}
