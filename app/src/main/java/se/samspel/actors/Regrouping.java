package se.samspel.actors;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Refused;

/**
 * Changing who belongs where. A partition stays one on every day: placing a member in a group ends
 * its place in the one before, and what would leave somebody outside is refused. What held before
 * the day of the change stays as it was.
 */
@Component
@Transactional
class Regrouping {

  private final HierarchyTable table;
  private final ActorTable actors;
  private final Changes changes;

  Regrouping(HierarchyTable table, ActorTable actors, Changes changes) {
    this.table = table;
    this.actors = actors;
    this.changes = changes;
  }

  /**
   * Places a member in a group from a day on. Fields: {@code member} written {@code kind:id},
   * {@code group} (its name), {@code from}, {@code source}, {@code version}.
   *
   * @throws Refused when a field is wrong, or a partition would not be one
   */
  void place(String key, Fields fields, LocalDate today) {
    permitted();
    var hierarchy = hierarchy(key, today);
    var seen = fields.version();
    var group = fields.text("group", 80);
    if (!group.isEmpty() && ActorsPart.slug(group).isEmpty()) {
      fields.fault("group", "actors.group-name");
    }
    var from = fields.day("from");
    var source = fields.text("source", 200);
    var written = fields.text("member", 80);
    var member = member(written, from, fields);
    fields.accept();
    if (seen != table.revision(key)) {
      throw Refused.stale();
    }
    var current = table.current(key);
    var news = new ArrayList<Member>();
    var ended = new ArrayList<Member>();
    var kept = new ArrayList<Member>();
    var renewed = placed(key, group, member, from, source);
    for (var old : current) {
      if (!old.span().to().isAfter(from) || !gives(hierarchy, old, renewed)) {
        kept.add(old);
        continue;
      }
      ended.add(old);
      if (old.span().from().isBefore(from)) {
        news.add(until(old, from));
      }
    }
    if (hierarchy.form() == Hierarchy.Form.OVERLAP
        && current.stream()
            .anyMatch(old ->
                sameMember(old, renewed)
                    && old.group().equals(renewed.group())
                    && old.span().to().isAfter(from))) {
      fields.fault("group", "actors.already-member");
      fields.accept();
    }
    news.add(renewed);
    if (hierarchy.form() == Hierarchy.Form.PARTITION) {
      var after = new ArrayList<>(kept);
      after.addAll(news);
      refuseBreaches(current, after, fields);
    }
    write(key, "membership-placed", ended, news);
  }

  /**
   * Ends a membership of an overlapping hierarchy. Fields: {@code id}, {@code until} (its last
   * day), {@code version}.
   *
   * @throws Refused when a field is wrong, or a partition would not be one
   */
  void end(String key, Fields fields, LocalDate today) {
    permitted();
    var hierarchy = hierarchy(key, today);
    var seen = fields.version();
    var id = fields.text("id", 200);
    var until = fields.day("until");
    var current = table.current(key);
    var old = current.stream().filter(it -> it.id().equals(id)).reduce((earlier, later) -> later);
    if (old.isEmpty()) {
      fields.fault("id", "actors.unknown-member");
    } else if (until.isBefore(old.get().span().from())) {
      fields.fault("until", "actors.until-early");
    }
    fields.accept();
    if (seen != table.revision(key)) {
      throw Refused.stale();
    }
    var news = List.of(until(old.orElseThrow(), until.plusDays(1)));
    if (hierarchy.form() == Hierarchy.Form.PARTITION) {
      var after = new ArrayList<>(current);
      after.remove(old.orElseThrow());
      after.addAll(news);
      refuseBreaches(current, after, fields);
    }
    write(key, "membership-ended", List.of(old.orElseThrow()), news);
  }

  /** What the next form must carry, so that no change made in the meantime is lost. */
  @Transactional(readOnly = true)
  int revision(String key) {
    return table.revision(key);
  }

  private static void permitted() {
    if (!CurrentPerson.get().may(Permission.EDIT_PROGRAMME)) {
      throw Refused.forbidden();
    }
  }

  private Hierarchy hierarchy(String key, LocalDate today) {
    return table.hierarchies(AsOf.day(today)).stream()
        .filter(it -> it.key().equals(key))
        .findFirst()
        .orElseThrow(Refused::notFound);
  }

  private record Who(Member.Kind kind, String id) {}

  private Who member(String written, LocalDate day, Fields fields) {
    var colon = written.indexOf(':');
    var asOf = AsOf.day(day);
    for (var kind : Member.Kind.values()) {
      if (colon < 0 || !written.substring(0, colon).equals(code(kind))) {
        continue;
      }
      var id = written.substring(colon + 1);
      var known =
          switch (kind) {
            case REGION ->
                actors.regions(asOf).stream().anyMatch(it -> it.code().value().equals(id));
            case MUNICIPALITY ->
                actors.municipalities(asOf).stream().anyMatch(it -> it.id().equals(id));
            case ORGANISATION ->
                actors.organisations(asOf).stream().anyMatch(it -> it.id().equals(id));
          };
      if (known) {
        return new Who(kind, id);
      }
    }
    if (!written.isEmpty()) {
      fields.fault("member", "actors.unknown-member");
    }
    return new Who(Member.Kind.REGION, "00");
  }

  private static String code(Member.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Member placed(
      String key, String groupName, Who who, LocalDate from, String source) {
    var group = ActorsPart.slug(groupName);
    return new Member(
        ActorsPart.membershipId(key, group, who.kind(), who.id()) + "-" + from,
        group,
        groupName,
        who.kind(),
        who.id(),
        1,
        DateSpan.since(from),
        Optional.of(source),
        false);
  }

  /** Whether the old place must end for the new: in a partition, also a divided region's parts. */
  private boolean gives(Hierarchy hierarchy, Member old, Member renewed) {
    if (hierarchy.form() == Hierarchy.Form.OVERLAP) {
      return false;
    }
    if (sameMember(old, renewed)) {
      return true;
    }
    return renewed.kind() == Member.Kind.REGION
        && old.kind() == Member.Kind.MUNICIPALITY
        && actors.municipalities(AsOf.day(renewed.span().from())).stream()
            .anyMatch(
                it -> it.id().equals(old.member()) && it.region().value().equals(renewed.member()));
  }

  private static boolean sameMember(Member one, Member other) {
    return one.kind() == other.kind() && one.member().equals(other.member());
  }

  private static Member until(Member old, LocalDate to) {
    return new Member(
        old.id(),
        old.group(),
        old.groupName(),
        old.kind(),
        old.member(),
        old.version() + 1,
        new DateSpan(old.span().from(), to),
        old.source(),
        old.synthetic());
  }

  /** Refuses breaches that weren't there before. */
  private void refuseBreaches(Collection<Member> before, Collection<Member> after, Fields fields) {
    var days = new TreeSet<LocalDate>();
    for (var member : after) {
      days.add(member.span().from());
      days.add(member.span().to());
    }
    days.remove(DateSpan.OPEN);
    for (var day : days) {
      var old = new HashSet<>(breaches(before, day));
      for (var breach : breaches(after, day)) {
        if (!old.contains(breach)) {
          fields.fault(
              "member",
              "actors.breach-" + breach.breach().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              breach.member(),
              day);
          fields.accept();
        }
      }
    }
  }

  private List<Grouping.Fault> breaches(Collection<Member> members, LocalDate day) {
    var asOf = AsOf.day(day);
    return new Grouping(
            members.stream().filter(it -> it.span().holds(day)).toList(),
            actors.municipalities(asOf))
        .breaches(actors.regions(asOf).stream().map(Region::code).toList());
  }

  private void write(String key, String action, List<Member> ended, List<Member> news) {
    Instant moment =
        changes.record(
            new Changes.Change(
                action,
                "hierarchy",
                key,
                Optional.empty(),
                Optional.of(ended.toString()),
                Optional.of(news.toString())));
    ended.forEach(old -> table.replace(key, old, List.of(), moment));
    news.forEach(member -> table.add(key, member, moment));
  }
}
