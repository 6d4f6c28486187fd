package se.samspel.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import se.samspel.core.Person;
import se.samspel.core.RegionCode;

/**
 * The accounts of the demonstration, one for each kind of user, with one password made anew at
 * every start. They exist in {@code ./samspel demo} alone.
 */
public final class DemoAccounts {

  private static final char[] ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789".toCharArray();

  private final String password;

  DemoAccounts() {
    this.password = newPassword();
  }

  private static final List<Account> ACCOUNTS =
      List.of(
          account("programledare", "Pernilla Programledare", Role.PROGRAMME_LEADER, null),
          account("samordnare-01", "Sara Samordnare, Stockholm", Role.REGIONAL_COORDINATOR, "01"),
          account("samordnare-12", "Samir Samordnare, Skåne", Role.REGIONAL_COORDINATOR, "12"),
          account(
              "samordnare-24", "Signe Samordnare, Västerbotten", Role.REGIONAL_COORDINATOR, "24"),
          account("egenerfaren", "Elin Egenerfaren", Role.LIVED_EXPERIENCE, null),
          account("ekonom", "Erik Ekonom", Role.ECONOMIST, null),
          account("redaktor", "Rut Redaktör", Role.EDITOR, null),
          account("forskare", "Farid Forskare", Role.RESEARCHER, null),
          account("revisor", "Rolf Revisor", Role.AUDITOR, null));

  /**
   * An account.
   *
   * @param person who signs in with it
   * @param roleKey message key of the role's name
   */
  public record Account(Person person, String roleKey) {}

  private static Account account(
      String username, String name, Role role, @org.jspecify.annotations.Nullable String region) {
    return new Account(
        new Person(
            username, name, role.permissions(), Optional.ofNullable(region).map(RegionCode::new)),
        "role." + role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
  }

  List<Account> all() {
    return ACCOUNTS;
  }

  String password() {
    return password;
  }

  Optional<Person> signIn(String username, String attempt) {
    var right =
        MessageDigest.isEqual(
            attempt.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    return ACCOUNTS.stream()
        .map(Account::person)
        .filter(person -> right && person.username().equals(username))
        .findFirst();
  }

  private static String newPassword() {
    var random = new SecureRandom();
    var text = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
    }
    return text.toString();
  }
}
