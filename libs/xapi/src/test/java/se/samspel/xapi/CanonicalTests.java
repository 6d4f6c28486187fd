package se.samspel.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalTests {

  private static final String BASE =
      """
      {"actor":{"objectType":"Group","member":[{"mbox":"mailto:a@Example.org"},{"mbox":"mailto:b@example.org"}]},
       "verb":{"id":"http://example.org/v","display":{"en":"did"}},
       "object":{"id":"http://example.org/o","definition":{"name":{"en":"O"}}},
       "result":{"score":{"raw":1.50},"duration":"PT1.237S"},
       "context":{"registration":"AA97B177-9383-4934-8543-0F91A7A02836",
                  "contextActivities":{"parent":{"id":"http://example.org/p"}}},
       "timestamp":"2026-11-25T12:00:00+01:00"}\
      """;

  static Stream<Arguments> same() {
    return Stream.of(
        Arguments.of(
            "an id", BASE.replaceFirst("\\{", "{\"id\":\"aa97b177-9383-4934-8543-0f91a7a02836\",")),
        Arguments.of(
            "stored and authority",
            BASE.replaceFirst(
                "\\{",
                "{\"stored\":\"2026-01-01T00:00:00Z\",\"authority\":{\"mbox\":\"mailto:x@y.se\"},\"version\":\"1.0.0\",")),
        Arguments.of("the verb's display", BASE.replace("\"did\"", "\"done\"")),
        Arguments.of(
            "the activity's definition",
            BASE.replace(",\"definition\":{\"name\":{\"en\":\"O\"}}", "")),
        Arguments.of(
            "the activity's default type",
            BASE.replace(
                "{\"id\":\"http://example.org/o\"",
                "{\"objectType\":\"Activity\",\"id\":\"http://example.org/o\"")),
        Arguments.of(
            "the order of members",
            BASE.replace(
                "{\"mbox\":\"mailto:a@Example.org\"},{\"mbox\":\"mailto:b@example.org\"}",
                "{\"mbox\":\"mailto:b@example.org\"},{\"mbox\":\"mailto:a@Example.org\"}")),
        Arguments.of("a domain's case", BASE.replace("Example", "EXAMPLE")),
        Arguments.of("zeros after the point", BASE.replace("1.50", "15e-1")),
        Arguments.of("a duration beyond hundredths", BASE.replace("1.237S", "1.23S")),
        Arguments.of(
            "a lone activity as a list",
            BASE.replace(
                "{\"id\":\"http://example.org/p\"}", "[{\"id\":\"http://example.org/p\"}]")),
        Arguments.of("a UUID's case", BASE.replace("AA97B177", "aa97b177")),
        Arguments.of("the zone of a point in time", BASE.replace("12:00:00+01:00", "11:00:00Z")),
        Arguments.of(
            "a timestamp that one lacks",
            BASE.replace(",\n \"timestamp\":\"2026-11-25T12:00:00+01:00\"", "")));
  }

  static Stream<Arguments> different() {
    return Stream.of(
        Arguments.of("another actor", BASE.replace("mailto:b@", "mailto:c@")),
        Arguments.of("a mailbox's case before the at", BASE.replace("mailto:b@", "mailto:B@")),
        Arguments.of("another verb", BASE.replace("org/v", "org/w")),
        Arguments.of("another activity", BASE.replace("org/o", "org/q")),
        Arguments.of("another score", BASE.replace("1.50", "1.51")),
        Arguments.of("another unit of duration", BASE.replace("PT1.237S", "PT0M1.237S")),
        Arguments.of("another point in time", BASE.replace("+01:00", "+02:00")),
        Arguments.of(
            "a further property", BASE.replace("\"score\"", "\"success\":true,\"score\"")));
  }

  private static Json.Members read(String json) {
    return (Json.Members) Json.read(json, Limits.DEFAULT);
  }

  @ParameterizedTest(name = "{0} makes no difference")
  @MethodSource("same")
  void whatAStoreMayChangeMakesNoDifference(String what, String json) {
    assertThat(json).as(what).isNotEqualTo(BASE);
    assertThat(Canonical.same(read(BASE), read(json))).as(what).isTrue();
  }

  @ParameterizedTest(name = "{0} makes a difference")
  @MethodSource("different")
  void whatIsSaidMakesADifference(String what, String json) {
    assertThat(json).as(what).isNotEqualTo(BASE);
    assertThat(Canonical.same(read(BASE), read(json))).as(what).isFalse();
  }
}
