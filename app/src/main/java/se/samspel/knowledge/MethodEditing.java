package se.samspel.knowledge;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.Changes.Change;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Permission;
import se.samspel.core.Refused;

/** Adding methods and changing them: each change is a new version. */
@Component
class MethodEditing {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TEXT = 2000;

  private final MethodTable table;
  private final Changes changes;

  MethodEditing(MethodTable table, Changes changes) {
    this.table = table;
    this.changes = changes;
  }

  /**
   * Adds a method.
   *
   * @throws Refused when a field is wrong, the identity is taken, or one of its names is another
   *     method's
   */
  @Transactional
  public Method add(Fields fields) {
    require();
    var id = fields.text("id", 40);
    if (!id.isEmpty() && !id.matches("[a-z0-9-]+")) {
      fields.fault("id", "field.identity");
    } else if (table.current(id).isPresent()) {
      fields.fault("id", "field.identity-taken", id);
    }
    var method = read(id, DateSpan.since(DateSpan.EARLIEST), fields);
    fields.accept();
    var moment = changes.record(Change.created("method-added", ref(id), method));
    table.insert(method, moment);
    return table.current(id).orElseThrow();
  }

  /**
   * Saves a new version of a method.
   *
   * @throws Refused when a field is wrong or somebody saved another version in between
   */
  @Transactional
  public Method change(String id, Fields fields) {
    require();
    var before = table.current(id).orElseThrow(Refused::notFound);
    int seen = fields.version();
    var after = read(id, before.span(), fields);
    fields.accept();
    if (seen != before.version()) {
      throw Refused.stale();
    }
    var moment = changes.record(Change.changed("method-changed", ref(id), before, after));
    table.replace(id, moment);
    table.insert(after, moment);
    return table.current(id).orElseThrow();
  }

  private Method read(String id, DateSpan span, Fields fields) {
    var method =
        new Method(
            id,
            0,
            fields.text("nameSv", LONGEST_NAME),
            fields.optional("nameEn", LONGEST_NAME),
            fields.optional("population", LONGEST_NAME),
            fields.optional("programmeRole", LONGEST_TEXT),
            list(fields.optional("synonyms", LONGEST_TEXT)),
            span,
            fields.optional("source", LONGEST_NAME),
            false,
            new Method.InSwedish(
                fields.optional("populationSv", LONGEST_NAME),
                fields.optional("programmeRoleSv", LONGEST_TEXT)));
    var others = table.asOf(AsOf.day(DateSpan.OPEN.minusDays(1)));
    taken(method, others, "nameSv", List.of(method.nameSv()), fields);
    taken(method, others, "synonyms", method.synonyms(), fields);
    return method;
  }

  private static void taken(
      Method method, List<Method> all, String field, List<String> names, Fields fields) {
    for (var name : names) {
      all.stream()
          .filter(other -> !other.id().equals(method.id()) && other.isCalled(name))
          .findFirst()
          .ifPresent(other -> fields.fault(field, "method.name-taken", name, other.nameSv()));
    }
  }

  static List<String> list(Optional<String> text) {
    return text.stream()
        .flatMap(it -> Arrays.stream(it.split("[;\\n]")))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  private static void require() {
    if (!CurrentPerson.get().may(Permission.EDIT_KNOWLEDGE)) {
      throw Refused.forbidden();
    }
  }

  private static NodeRef ref(String id) {
    return new NodeRef(NodeKind.METHOD, id);
  }
}
