package se.samspel.actors;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;

/** Hierarchies and memberships, dated on two clocks. */
@Component
class HierarchyTable {

  private final JdbcClient jdbc;

  HierarchyTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Hierarchy> hierarchies(AsOf asOf) {
    var members =
        jdbc
            .sql("select * from actors.membership where" + Dated.HOLDS)
            .params(Dated.params(asOf))
            .query((rs, n) -> new InHierarchy(rs.getString("hierarchy"), member(rs)))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    InHierarchy::hierarchy,
                    Collectors.mapping(InHierarchy::member, Collectors.toList())));
    return jdbc.sql(
            "select * from actors.hierarchy where" + Dated.HOLDS + " order by synthetic, name_sv")
        .params(Dated.params(asOf))
        .query((rs, n) ->
            new Hierarchy(
                rs.getString("key"),
                rs.getString("name_sv"),
                Dated.text(rs, "name_en"),
                Hierarchy.Form.valueOf(rs.getString("form").toUpperCase(Locale.ROOT)),
                groups(members.getOrDefault(rs.getString("key"), List.of())),
                Dated.text(rs, "source"),
                rs.getBoolean("synthetic")))
        .list();
  }

  private record InHierarchy(String hierarchy, Member member) {}

  private static List<Hierarchy.Group> groups(List<Member> members) {
    return members.stream()
        .collect(Collectors.groupingBy(Member::group, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(inGroup ->
            new Hierarchy.Group(
                inGroup.getFirst().group(),
                inGroup.getFirst().groupName(),
                inGroup.stream()
                    .sorted(Comparator.comparing(Member::kind).thenComparing(Member::member))
                    .toList()))
        .toList();
  }

  /** The memberships that held on the day. */
  List<Member> members(String hierarchy, AsOf asOf) {
    return jdbc.sql(
            "select * from actors.membership where hierarchy = :hierarchy and" + Dated.HOLDS)
        .param("hierarchy", hierarchy)
        .params(Dated.params(asOf))
        .query((rs, n) -> member(rs))
        .list();
  }

  /** The memberships of every day, as known now. */
  List<Member> current(String hierarchy) {
    return jdbc.sql(
            """
            select * from actors.membership
             where hierarchy = :hierarchy and replaced_at = 'infinity'
             order by group_id, member, valid_from\
            """)
        .param("hierarchy", hierarchy)
        .query((rs, n) -> member(rs))
        .list();
  }

  /** How many rows the hierarchy has had: grows with every change of it. */
  int revision(String hierarchy) {
    return jdbc.sql("select count(*) from actors.membership where hierarchy = :hierarchy")
        .param("hierarchy", hierarchy)
        .query(Integer.class)
        .single();
  }

  /** Ends what is known of the membership and puts the given in its place. */
  void replace(String hierarchy, Member old, List<Member> news, Instant moment) {
    jdbc.sql(
            """
            update actors.membership set replaced_at = :moment
             where id = :id and valid_from = :from and replaced_at = 'infinity'\
            """)
        .param("moment", Timestamp.from(moment))
        .param("id", old.id())
        .param("from", old.span().from())
        .update();
    news.forEach(member -> add(hierarchy, member, moment));
  }

  void add(String hierarchy, Member member, Instant moment) {
    jdbc.sql(
            """
            insert into actors.membership
              (id, version, hierarchy, group_id, group_name, member_kind, member,
               valid_from, valid_to, recorded_at, source, synthetic)
            values (:id, :version, :hierarchy, :group, :groupName, :kind, :member,
               :from, :to, :moment, :source, :synthetic)\
            """)
        .param("id", member.id())
        .param("version", member.version())
        .param("hierarchy", hierarchy)
        .param("group", member.group())
        .param("groupName", member.groupName())
        .param("kind", member.kind().name().toLowerCase(Locale.ROOT))
        .param("member", member.member())
        .param("from", member.span().from())
        .param("to", member.span().to())
        .param("moment", Timestamp.from(moment))
        .param("source", member.source().orElse(null))
        .param("synthetic", member.synthetic())
        .update();
  }

  private static Member member(ResultSet rs) throws SQLException {
    return new Member(
        rs.getString("id"),
        rs.getString("group_id"),
        rs.getString("group_name"),
        Member.Kind.valueOf(rs.getString("member_kind").toUpperCase(Locale.ROOT)),
        rs.getString("member"),
        rs.getInt("version"),
        Dated.span(rs),
        Dated.text(rs, "source"),
        rs.getBoolean("synthetic"));
  }
}
