package se.samspel.ui;

import java.util.List;

/** The entries of the main menu, in reading order. */
public final class Menu {

  private record Item(String href, String key) {}

  private static final List<Item> ITEMS =
      List.of(
          new Item("/lage", "menu.state"),
          new Item("/fragor", "menu.questions"),
          new Item("/regioner", "menu.regions"),
          new Item("/behov", "menu.needs"),
          new Item("/insatser", "menu.initiatives"),
          new Item("/rekommendationer", "menu.recommendations"),
          new Item("/metoder", "menu.methods"),
          new Item("/medel", "menu.funding"),
          new Item("/indikatorer", "menu.indicators"),
          new Item("/verkstad", "menu.workshop"),
          new Item("/beslut", "menu.decisions"),
          new Item("/delaktighet", "menu.involvement"),
          new Item("/historik", "menu.history"));

  private Menu() {}

  /**
   * A menu entry.
   *
   * @param current whether the page stands in this part of the site
   */
  public record Entry(String href, String label, boolean current) {}

  /** The entries as the page shows them. */
  public static List<Entry> entries(Frame frame) {
    return ITEMS.stream()
        .map(item -> new Entry(item.href(), frame.t(item.key()), frame.within(item.href())))
        .toList();
  }
}
