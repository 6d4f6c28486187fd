package se.samspel.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Why the start stops stands alone, also when it is found out while the application is wired. */
class RefusedStart extends AbstractFailureAnalyzer<Start.Refused> {

  @Override
  protected FailureAnalysis analyze(Throwable whole, Start.Refused cause) {
    return new FailureAnalysis(cause.getMessage(), null, cause);
  }
}
