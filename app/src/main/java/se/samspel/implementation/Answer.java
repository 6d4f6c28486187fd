package se.samspel.implementation;

/** How a unit itself judges that it meets a recommendation. */
public enum Answer {
  FULFILS,
  PARTLY,
  NOT,
  UNKNOWN
}
