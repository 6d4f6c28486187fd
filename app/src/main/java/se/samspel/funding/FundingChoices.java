package se.samspel.funding;

import java.util.Arrays;
import java.util.List;
import se.samspel.core.Kronor;
import se.samspel.core.StateMachine;
import se.samspel.ui.Choice;
import se.samspel.ui.Frame;

/** What can be chosen in the forms about money. */
final class FundingChoices {

  private FundingChoices() {}

  static List<Choice> of(List<FundingTable.Named> named) {
    return named.stream().map(it -> new Choice(it.id(), it.name())).toList();
  }

  static List<Choice> agreements(List<Agreement> agreements) {
    return agreements.stream()
        .map(it -> new Choice(it.id(), it.name() + " (" + it.period() + ")"))
        .toList();
  }

  static List<Choice> kinds(Frame frame) {
    return codes(frame, "funding.entry.", Entry.Kind.values());
  }

  static List<Choice> agreementKinds(Frame frame) {
    return codes(frame, "funding.kind.", Agreement.Kind.values());
  }

  static List<Choice> costTypes(Frame frame) {
    return codes(frame, "funding.cost-type.", BudgetLine.CostType.values());
  }

  static List<Choice> yesOrNo(Frame frame) {
    return List.of(
        new Choice(FundingForm.YES, frame.t("funding.yes")),
        new Choice(FundingForm.NO, frame.t("funding.no")));
  }

  /** The commitments that still bind money. */
  static List<Choice> promises(Frame frame, List<Entry> entries) {
    var open = Entry.open(entries);
    return entries.stream()
        .filter(it -> open.getOrDefault(it.id(), Kronor.ZERO).ore() > 0)
        .map(it ->
            new Choice(
                it.id(),
                it.day()
                    + " · "
                    + frame.numbers().kronor(it.amount())
                    + it.text().map(text -> " · " + text).orElse("")))
        .toList();
  }

  private static List<Choice> codes(Frame frame, String prefix, Enum<?>[] values) {
    return Arrays.stream(values)
        .map(StateMachine::code)
        .map(code -> new Choice(code, frame.t(prefix + code)))
        .toList();
  }
}
