package se.samspel.lrs;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import se.samspel.core.Changes;
import se.samspel.core.Refused;
import se.samspel.xapi.Statement;

/** Makes and takes back keys for people at the pages, each entered in the change log. */
@Component
class CredentialKeeping {

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
  private static final int LONGEST_NAME = 100;

  private final Credentials credentials;
  private final Changes changes;
  private final TransactionTemplate transaction;

  CredentialKeeping(
      Credentials credentials, Changes changes, PlatformTransactionManager transactions) {
    this.credentials = credentials;
    this.changes = changes;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * What the form asks for.
   *
   * @param scopes their texts, as ticked
   * @param expires last day of validity, blank for none
   * @throws Refused with every wrong field
   */
  static Credentials.Wish wish(
      String name, List<String> scopes, String activities, String registration, String expires) {
    var faults = new ArrayList<Refused.FieldFault>();
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      faults.add(new Refused.FieldFault("namn", "lrs.fault.name", LONGEST_NAME));
    }
    var known =
        scopes.stream().map(Scope::of).flatMap(Optional::stream).collect(Collectors.toSet());
    if (known.isEmpty() || known.size() != Set.copyOf(scopes).size()) {
      faults.add(new Refused.FieldFault("far", "lrs.fault.scopes"));
    }
    if (!activities.isBlank() && !Statement.isIri(activities)) {
      faults.add(new Refused.FieldFault("aktiviteter", "lrs.fault.activities"));
    }
    var bound = Statement.uuid(registration);
    if (!registration.isBlank() && bound.isEmpty()) {
      faults.add(new Refused.FieldFault("registrering", "lrs.fault.registration"));
    }
    var end = day(expires);
    if (!expires.isBlank() && end.isEmpty()) {
      faults.add(new Refused.FieldFault("till", "lrs.fault.expires"));
    }
    if (!faults.isEmpty()) {
      throw Refused.fields(faults);
    }
    return new Credentials.Wish(
        name.strip(),
        known,
        Optional.of(activities).filter(it -> !it.isBlank()),
        bound,
        end.map(it -> it.plusDays(1).atStartOfDay(SWEDEN).toInstant()));
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException notADay) {
      return Optional.empty();
    }
  }

  Credentials.Made make(Credentials.Wish wish) {
    return java.util.Objects.requireNonNull(
        transaction.execute(status -> {
          var made = credentials.make(wish);
          changes.record(
              new Changes.Change(
                  "lrs-key-made",
                  "lrs-key",
                  made.credential().key(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(wish.toString())));
          return made;
        }));
  }

  void revoke(String key) {
    if (credentials.all().stream()
        .noneMatch(it -> it.key().equals(key) && it.revoked().isEmpty())) {
      throw Refused.notFound();
    }
    transaction.executeWithoutResult(status -> {
      changes.record(
          new Changes.Change(
              "lrs-key-revoked",
              "lrs-key",
              key,
              Optional.empty(),
              Optional.of(key),
              Optional.empty()));
      credentials.revoke(key);
    });
  }
}
