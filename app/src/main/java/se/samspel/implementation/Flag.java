package se.samspel.implementation;

/** What a track's history says about its prospects. */
public enum Flag {
  /** On its way, yet nothing has happened for 180 days. */
  STALLED,
  /** Further back than it has been. */
  REGRESSED,
  /** Rests on central money or on one person. */
  FRAGILE,
  /** Follows an edition that has been superseded or withdrawn. */
  ON_OLD_VERSION
}
