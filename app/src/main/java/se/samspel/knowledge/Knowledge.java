package se.samspel.knowledge;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.CurrentPerson;

/**
 * What is known and recommended: methods under all their names, recommendations with their
 * editions, the evidence they rest on and what regions add.
 */
@Component
public class Knowledge {

  private final MethodTable methods;
  private final EditionTable editions;
  private final GroundTable grounds;

  Knowledge(MethodTable methods, EditionTable editions, GroundTable grounds) {
    this.methods = methods;
    this.editions = editions;
    this.grounds = grounds;
  }

  /** The methods of the day, by name. */
  @Transactional(readOnly = true)
  public List<Method> listMethods(AsOf asOf) {
    return methods.asOf(asOf);
  }

  /** The one method that goes by the name today; see {@link #resolveMethod(String, AsOf)}. */
  @Transactional(readOnly = true)
  public Optional<Method> resolveMethod(String name) {
    return resolveMethod(
        name, AsOf.day(java.time.LocalDate.now(java.time.ZoneId.of("Europe/Stockholm"))));
  }

  /**
   * The one method that goes by the name: its own, a synonym, what stands in brackets, or the
   * beginning of either, such as {@code frikort} and {@code brukarstyrd}. Empty when no method
   * does, or when the beginning fits several.
   */
  @Transactional(readOnly = true)
  public Optional<Method> resolveMethod(String name, AsOf asOf) {
    var all = methods.asOf(asOf);
    var called = all.stream().filter(it -> it.isCalled(name)).toList();
    if (!called.isEmpty()) {
      return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
    }
    var begins = all.stream().filter(it -> it.beginsWith(name)).toList();
    return begins.size() == 1 ? Optional.of(begins.getFirst()) : Optional.empty();
  }

  /**
   * The versions of a method that had been recorded then, the newest first; empty when there is
   * none.
   */
  @Transactional(readOnly = true)
  public List<Method> listVersions(String method, AsOf asOf) {
    return methods.versions(method, asOf.known());
  }

  /**
   * Every edition of every recommendation, by number and edition, whether it holds or not. What is
   * still being written is left out for those who have not signed in.
   */
  @Transactional(readOnly = true)
  public List<Edition> listEditions(AsOf asOf) {
    var inside = CurrentPerson.get().signedIn();
    return editions.asOf(asOf).stream().filter(it -> inside || it.state().open()).toList();
  }

  /** The edition, where the reader may see it. */
  @Transactional(readOnly = true)
  public Optional<Edition> findEdition(String number, int edition, AsOf asOf) {
    return listEditions(asOf).stream()
        .filter(it -> it.number().equals(number) && it.edition() == edition)
        .findFirst();
  }

  /** The edition of the recommendation that care is to be given by on the day. */
  @Transactional(readOnly = true)
  public Optional<Edition> findInForce(String number, AsOf asOf) {
    return editions.asOf(asOf).stream()
        .filter(it -> it.number().equals(number) && it.state().inForce())
        .filter(it -> it.span().holds(asOf.day()))
        .reduce((earlier, later) -> later);
  }

  /** The steps an edition has taken, in order. */
  @Transactional(readOnly = true)
  public List<EditorialStep> listSteps(String number, int edition, AsOf asOf) {
    return editions.steps(number, edition, asOf);
  }

  /** All evidence, by title, that which its publisher has taken back included. */
  @Transactional(readOnly = true)
  public List<Evidence> listEvidence(AsOf asOf) {
    return grounds.evidence(asOf);
  }

  /** The evidence that an edition rests on. */
  @Transactional(readOnly = true)
  public List<Evidence> listEvidence(Edition edition, AsOf asOf) {
    return grounds.evidence(asOf).stream()
        .filter(it -> it.supports().contains(edition.key()))
        .toList();
  }

  /** What the regions add on the day. */
  @Transactional(readOnly = true)
  public List<Supplement> listSupplements(AsOf asOf) {
    return grounds.supplements(asOf);
  }

  /** The regions that may add something. */
  @Transactional(readOnly = true)
  List<GroundTable.RegionName> regions() {
    return grounds.regions();
  }
}
