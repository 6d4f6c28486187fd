package se.samspel.thread;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import se.samspel.core.Changes;

/** The questions without anything kept in memory, as after a restart. */
final class TestAppAgain {

  private TestAppAgain() {}

  static Questions questions(World world) {
    var jdbc = world.app.bean(JdbcClient.class);
    var transactions = world.app.bean(PlatformTransactionManager.class);
    var picturing =
        new Picturing(new ThreadTable(jdbc), world.app.bean(Changes.class), transactions);
    var asking = new Asking(jdbc);
    return new Questions(
        List.of(
            new WhereItBreaks(picturing),
            new CostOfWorking(asking),
            new TrainedNotAdopted(asking, world.app.bean(se.samspel.reach.Reach.class)),
            new OldVersions(asking),
            new DecisionsWithout(asking),
            new MoneyAtRisk(asking, picturing),
            new GapsAndStudies(asking),
            new TimeOfKnowledge(asking),
            new ChainAround(asking),
            new WhatMayHaveMattered(asking, world.app.bean(se.samspel.indicators.Indicators.class)),
            new WhatWeCanSay(asking, world.app.bean(se.samspel.indicators.Indicators.class)),
            new IfMoneyEnds(asking)),
        picturing,
        transactions);
  }
}
