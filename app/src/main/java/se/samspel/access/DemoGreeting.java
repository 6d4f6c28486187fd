package se.samspel.access;

import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever started the platform where it answers, and in a demonstration how to sign in. */
@Component
class DemoGreeting {

  private final Optional<DemoAccounts> accounts;
  private final String address;

  DemoGreeting(
      Optional<DemoAccounts> accounts, @Value("${server.address:0.0.0.0}") String address) {
    this.accounts = accounts;
    this.address = address;
  }

  @EventListener
  void on(ApplicationReadyEvent ready) {
    if (!(ready.getApplicationContext() instanceof WebServerApplicationContext web)
        || web.getWebServer() == null
        || web.getWebServer().getPort() < 0) {
      return;
    }
    var host = address.equals("127.0.0.1") || address.equals("0.0.0.0") ? "localhost" : address;
    var base = "http://" + host + ":" + web.getWebServer().getPort();
    var text = new StringBuilder("\nSamspel answers at " + base + "/\n");
    accounts.ifPresent(demo -> {
      text.append("The demonstration: ").append(base).append("/login\n");
      text.append("  accounts: ");
      text.append(
          String.join(", ", demo.all().stream().map(it -> it.person().username()).toList()));
      text.append("\n  password: ").append(demo.password()).append('\n');
    });
    System.out.println(text);
  }
}
