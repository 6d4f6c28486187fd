package se.samspel.access;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** Signing in, and the audit log for those who may read it. */
@Controller
class SignInPages {

  private static final int LOG_ROWS = 100;

  private final Html html;
  private final Optional<DemoAccounts> accounts;
  private final AuditLog log;

  SignInPages(Html html, Optional<DemoAccounts> accounts, AuditLog log) {
    this.html = html;
    this.accounts = accounts;
    this.log = log;
  }

  record SignInPage(
      Frame frame,
      List<DemoAccounts.Account> accounts,
      String password,
      boolean failed,
      boolean tooMany)
      implements Page {}

  record LogPage(Frame frame, List<AuditLog.Entry> entries, boolean whole) implements Page {
    long next() {
      return entries.isEmpty() ? 0 : entries.getLast().seq();
    }
  }

  @GetMapping("/login")
  @Permit(Permission.PUBLIC)
  View signIn(Visit visit) {
    return html.page(
        "access/signin.jte",
        new SignInPage(
            visit.frame("signin.title"),
            accounts.map(DemoAccounts::all).orElse(List.of()),
            accounts.map(DemoAccounts::password).orElse(""),
            visit.queryHas("fel"),
            visit.queryHas("vanta")));
  }

  @GetMapping("/logg")
  @Permit(Permission.READ_AUDIT)
  View log(Visit visit) {
    var before = visit.query("fore").filter(it -> it.matches("\\d{1,18}")).map(Long::parseLong);
    return html.page(
        "access/log.jte",
        new LogPage(
            visit.frame("log.title"),
            log.newest(LOG_ROWS, before.orElse(Long.MAX_VALUE)),
            log.firstBroken().isEmpty()));
  }
}
