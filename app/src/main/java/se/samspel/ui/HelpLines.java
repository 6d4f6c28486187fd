package se.samspel.ui;

import java.time.LocalDate;
import java.util.List;

/** Gives the help box its lines; {@code directory} implements it. */
public interface HelpLines {

  /** The lines valid on the day, those for immediate danger first. */
  List<HelpLine> validOn(LocalDate day);
}
