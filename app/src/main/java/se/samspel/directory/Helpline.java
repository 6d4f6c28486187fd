package se.samspel.directory;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import se.samspel.core.DateSpan;

/**
 * Somewhere to turn.
 *
 * @param id lower case, digits and hyphens
 * @param name as people know it
 * @param contact telephone number or web address, as people write it
 * @param channels how it is reached: phone, chat, web, mail
 * @param audience whom it is for, in Swedish
 * @param verified the day an editor last checked it, empty when nobody has
 * @param verifiedHow how it was checked
 * @param version from 1
 * @param span the days it holds
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
record Helpline(
    String id,
    String name,
    String contact,
    List<String> channels,
    List<String> audience,
    Optional<LocalDate> verified,
    Optional<String> verifiedHow,
    int version,
    DateSpan span,
    Optional<String> source,
    boolean synthetic) {

  /** How a line can be reached. */
  static final List<String> CHANNELS = List.of("phone", "chat", "web", "mail");

  /** A check older than this is told as old. */
  static final int MONTHS_A_CHECK_HOLDS = 6;

  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 -]{1,18}");
  private static final Pattern ADDRESS =
      Pattern.compile("(https://)?[a-z0-9-]+(\\.[a-z0-9-]+)+(/\\S*)?");

  /** Whether the text is a number to call or an address to open. */
  static boolean isContact(String text) {
    return isNumber(text) || ADDRESS.matcher(text.toLowerCase(Locale.ROOT)).matches();
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** What the contact links to. */
  String href() {
    if (isNumber(contact)) {
      return "tel:" + contact.replaceAll("[ -]", "");
    }
    return contact.startsWith("https://") ? contact : "https://" + contact;
  }

  /** Lines for immediate danger come first, then those for everyone, then those for some. */
  int rank() {
    if (audience.contains("omedelbar fara")) {
      return 0;
    }
    return audience.contains("alla") ? 1 : 2;
  }

  /** Whether the check is so old that it should be made again. */
  boolean checkIsOld(LocalDate today) {
    return verified.filter(day -> day.plusMonths(MONTHS_A_CHECK_HOLDS).isBefore(today)).isPresent();
  }

  /** The parts of a text that holds several values. */
  static List<String> parts(String text) {
    return Arrays.stream(text.split(";")).map(String::strip).filter(it -> !it.isEmpty()).toList();
  }
}
