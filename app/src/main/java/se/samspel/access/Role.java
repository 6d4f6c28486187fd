package se.samspel.access;

import java.util.EnumSet;
import java.util.Set;
import se.samspel.core.Permission;

/** The roles of a programme with what each may do; everything not named is refused. */
enum Role {
  PROGRAMME_LEADER(
      Permission.KEEP_LRS,
      Permission.RAISE_NEED,
      Permission.EDIT_PROGRAMME,
      Permission.KEEP_DECISIONS,
      Permission.RECORD_INVOLVEMENT,
      Permission.LINK_THREAD,
      Permission.EDIT_INDICATORS,
      Permission.FREEZE_FIGURE,
      Permission.READ_AUDIT),
  REGIONAL_COORDINATOR(Permission.RAISE_NEED, Permission.REPORT_REGION),
  LIVED_EXPERIENCE(Permission.RAISE_NEED, Permission.RECORD_INVOLVEMENT),
  ECONOMIST(Permission.EDIT_FUNDING),
  EDITOR(Permission.EDIT_KNOWLEDGE, Permission.LINK_THREAD, Permission.FREEZE_FIGURE),
  RESEARCHER(Permission.RAISE_NEED, Permission.EDIT_INDICATORS),
  AUDITOR(Permission.READ_AUDIT);

  private final Set<Permission> permissions;

  Role(Permission... permissions) {
    var all = EnumSet.of(Permission.PUBLIC, Permission.SIGNED_IN);
    all.addAll(java.util.Arrays.asList(permissions));
    this.permissions = Set.copyOf(all);
  }

  Set<Permission> permissions() {
    return permissions;
  }
}
