package se.samspel.reach;

/** Sex as reported by those who count; every report is split by it or says why it can't be. */
public enum Sex {
  WOMEN,
  MEN,
  OTHER,
  UNKNOWN
}
