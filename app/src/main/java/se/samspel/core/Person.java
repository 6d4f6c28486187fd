package se.samspel.core;

import java.util.Optional;
import java.util.Set;

/**
 * The one who acts: a signed-in user, a command-line task or a visitor.
 *
 * @param username stable account name; {@code visitor} for one who hasn't signed in
 * @param name as shown to others
 * @param permissions what the person's roles allow
 * @param region the one region that the person acts for, where the role is bound to one
 */
public record Person(
    String username, String name, Set<Permission> permissions, Optional<RegionCode> region) {

  /** Whoever reads the public pages. */
  public static final Person VISITOR =
      new Person("visitor", "", Set.of(Permission.PUBLIC), Optional.empty());

  /** The seeding and maintenance commands. */
  public static final Person SYSTEM =
      new Person("system", "Samspel", Set.of(Permission.values()), Optional.empty());

  /** Whether the person has signed in. */
  public boolean signedIn() {
    return !username.equals(VISITOR.username());
  }

  /** Duties for the whole programme, which take reading what is a region's own. */
  private static final Set<Permission> NATIONAL =
      Set.of(
          Permission.EDIT_PROGRAMME,
          Permission.KEEP_DECISIONS,
          Permission.EDIT_KNOWLEDGE,
          Permission.RECORD_INVOLVEMENT,
          Permission.EDIT_FUNDING,
          Permission.EDIT_INDICATORS,
          Permission.LINK_THREAD);

  /**
   * Whose rows the person reads beside what is everyone's: a region's code, {@code all} for one
   * with duties for the whole programme, and nobody's for anyone else, signed in or not.
   */
  public Optional<String> scope() {
    if (!signedIn()) {
      return Optional.empty();
    }
    return region
        .map(RegionCode::value)
        .or(() ->
            permissions.stream().anyMatch(NATIONAL::contains)
                ? Optional.of("all")
                : Optional.empty());
  }

  /** Whether the person may do this at all, in some region. */
  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /** Whether the person may do this for the region: anyone not bound to another one may. */
  public boolean may(Permission permission, RegionCode where) {
    return may(permission) && (region.isEmpty() || region.get().equals(where));
  }
}
