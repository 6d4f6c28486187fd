package se.samspel.packs;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import se.samspel.core.DemoPack;
import se.samspel.ui.Messages;

/**
 * {@code ./samspel demo}: the facts and the synthetic sample are in place before the first request
 * is answered.
 */
@Component
@ConditionalOnProperty(name = "samspel.verb", havingValue = "demo")
class DemoLoading implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(DemoLoading.class);

  /** Before the web server, which starts last of all. */
  private static final int PHASE = 0;

  private final Packs packs;
  private final List<DemoPack> samples;
  private final String facts;
  private volatile boolean done;

  DemoLoading(
      Packs packs,
      ObjectProvider<DemoPack> samples,
      @Value("${samspel.demo-pack:sjalvskada}") String facts) {
    this.packs = packs;
    this.samples = samples.orderedStream().toList();
    this.facts = facts;
  }

  @Override
  public void start() {
    var began = System.nanoTime();
    tell(
        packs
            .load(facts)
            .orElseThrow(() ->
                new IllegalStateException(
                    Messages.get(Messages.SWEDISH, "packs.seed.not-found", facts))));
    if (!samples.isEmpty()) {
      var read = packs.read(facts);
      for (var sample : samples) {
        tell(packs.load(sample, read));
      }
    }
    LOG.debug("packs loaded in {} ms", (System.nanoTime() - began) / 1_000_000);
    done = true;
  }

  private static void tell(Loading loading) {
    switch (loading) {
      case Loading.Changed changed -> LOG.info(PackCommands.summary(changed, Messages.SWEDISH));
      case Loading.Unchanged same -> LOG.debug("{} is loaded already", same.pack());
      case Loading.Faulty faulty ->
          throw new IllegalStateException(
              PackCommands.report(faulty.pack(), faulty, Messages.SWEDISH));
    }
  }

  @Override
  public void stop() {
    done = false;
  }

  @Override
  public boolean isRunning() {
    return done;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
