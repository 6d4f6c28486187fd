package se.samspel.sample;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import se.samspel.core.DemoPack;
import se.samspel.core.Pack;

/**
 * What the facts do not hold, made up for the demonstration: every region with its gaps and delays
 * from 2014 to {@link Country#END}. The same facts give the same rows, whatever the day. It says
 * nothing about any real region, unit, decision or krona.
 */
@Component
class Sample implements DemoPack {

  @Override
  public String id() {
    return "exempel";
  }

  @Override
  public Map<String, List<Map<String, String>>> rows(Pack facts) {
    var rows = new Rows();
    var country = Country.of(facts);
    SampleActors.add(rows, country);
    SampleDecisions.add(rows);
    SampleInvolvement.add(rows, country);
    SampleNeeds.add(rows);
    SampleKnowledge.add(rows, country);
    SampleReach.add(rows, country);
    SampleImplementation.add(rows, country);
    SampleMoney.add(rows, country);
    SampleValues.add(rows, country);
    SampleThread.add(rows);
    return rows.all();
  }

  /** The program text of the sample, as compiled. */
  @Override
  public String recipe() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var classes =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:se/samspel/sample/*.class");
      for (var compiled :
          Arrays.stream(classes)
              .sorted(Comparator.comparing(it -> String.valueOf(it.getFilename())))
              .toList()) {
        digest.update(compiled.getContentAsByteArray());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException | NoSuchAlgorithmException broken) {
      throw new IllegalStateException("the sample can't be read", broken);
    }
  }
}
