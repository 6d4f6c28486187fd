package se.samspel.ui;

/** What every page record has in common, so that templates can speak in short. */
public interface Page {

  Frame frame();

  /** A sentence of the interface in the page's language. */
  default String t(String key, Object... arguments) {
    return frame().t(key, arguments);
  }

  /** Numbers, dates and money as the page's language writes them. */
  default Numbers numbers() {
    return frame().numbers();
  }
}
