package se.samspel.ui;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the values to choose from in a field.
 *
 * @param value as sent
 * @param label as read
 * @param group the heading it stands under, empty for none
 */
public record Choice(String value, String label, String group) {

  private static final int MANY = 15;

  /** A choice under no heading. */
  public Choice(String value, String label) {
    this(value, label, "");
  }

  /** Whether the list is so long that it can be searched, where the browser can. */
  static boolean many(List<Choice> choices) {
    return choices.size() > MANY;
  }

  /** Choices that follow each other under one heading. */
  record Group(String label, List<Choice> choices) {}

  /** The choices in their order, those beside each other with the same heading together. */
  static List<Group> grouped(List<Choice> choices) {
    var groups = new ArrayList<Group>();
    for (var choice : choices) {
      if (groups.isEmpty() || !groups.getLast().label().equals(choice.group())) {
        groups.add(new Group(choice.group(), new ArrayList<>()));
      }
      groups.getLast().choices().add(choice);
    }
    return groups;
  }
}
