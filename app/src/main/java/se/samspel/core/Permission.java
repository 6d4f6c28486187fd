package se.samspel.core;

/**
 * What a route asks of the one who calls it. Roles hold permissions ({@code access}); every route
 * declares one with {@link Permit}, and a route that declares none is closed and fails the build.
 */
public enum Permission {
  /** Anyone, with no account and no cookie. */
  PUBLIC,
  /** Anyone who has signed in. */
  SIGNED_IN,
  /** Read the learning record store and keep its keys. */
  KEEP_LRS,
  /** Raise a need. */
  RAISE_NEED,
  /** Create and edit aims, needs, initiatives, and move them between states. */
  EDIT_PROGRAMME,
  /** Keep a body's meetings, agenda, decisions and actions. */
  KEEP_DECISIONS,
  /** Create and edit methods, recommendations and evidence. */
  EDIT_KNOWLEDGE,
  /** Report for one's own region: stages, assessments, plans, reach, values. */
  REPORT_REGION,
  /** Record involvement, feedback and waivers. */
  RECORD_INVOLVEMENT,
  /** Create and edit agreements, budget lines, commitments and outcomes. */
  EDIT_FUNDING,
  /** Edit indicator definitions and values. */
  EDIT_INDICATORS,
  /** Freeze an answer as a published figure. */
  FREEZE_FIGURE,
  /** Propose and confirm links of the thread. */
  LINK_THREAD,
  /** Read the audit log. */
  READ_AUDIT
}
