package se.samspel.packs;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import se.samspel.ui.Messages;

/** {@code ./samspel seed PACK}: checks a pack, loads it, and says how it went. */
@Component
@ConditionalOnProperty(name = "samspel.verb", havingValue = "seed")
class PackCommands implements ApplicationRunner, ExitCodeGenerator {

  private final Packs packs;
  private int exitCode;

  PackCommands(Packs packs) {
    this.packs = packs;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    var words = arguments.getNonOptionArgs();
    var locale = language(String.valueOf(System.getenv("LANG")));
    if (arguments.containsOption("help")) {
      System.out.println(Messages.get(locale, "packs.seed.help"));
      return;
    }
    exitCode =
        seed(
            words.subList(Math.min(1, words.size()), words.size()), locale, System.out, System.err);
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }

  /**
   * Loads each pack named.
   *
   * @param out takes what was done
   * @param err takes what is wrong
   * @return 0 when all were loaded, otherwise 1
   */
  int seed(List<String> names, Locale locale, PrintStream out, PrintStream err) {
    if (names.isEmpty()) {
      err.println(Messages.get(locale, "packs.seed.which"));
      return 1;
    }
    var code = 0;
    for (var name : names) {
      var loading = packs.load(name);
      if (loading.isEmpty()) {
        err.println(Messages.get(locale, "packs.seed.not-found", name));
        code = 1;
        continue;
      }
      switch (loading.get()) {
        case Loading.Changed done -> out.println(summary(done, locale));
        case Loading.Unchanged same ->
            out.println(
                Messages.get(
                    locale, "packs.seed.unchanged", same.pack(), same.files(), same.rows()));
        case Loading.Faulty faulty -> {
          err.println(report(name, faulty, locale));
          code = 1;
        }
      }
    }
    return code;
  }

  static String summary(Loading.Changed done, Locale locale) {
    return Messages.get(
        locale,
        "packs.seed.changed",
        done.pack(),
        done.files(),
        done.rows(),
        done.added(),
        done.changed(),
        done.ended());
  }

  /** Every fault on a line of its own. */
  static String report(String name, Loading.Faulty faulty, Locale locale) {
    var text =
        new StringBuilder(
            Messages.get(
                locale,
                faulty.faults().size() == 1 ? "packs.seed.fault" : "packs.seed.faults",
                name,
                faulty.faults().size()));
    faulty.faults().forEach(fault -> text.append("\n  ").append(fault.text(locale)));
    return text.toString();
  }

  static Locale language(String environment) {
    return environment.toLowerCase(Locale.ROOT).startsWith("en")
        ? Locale.ENGLISH
        : Messages.SWEDISH;
  }
}
