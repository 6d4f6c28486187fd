package se.samspel.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import se.samspel.core.AsOf;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.Kronor;
import se.samspel.core.NodeKind;
import se.samspel.core.Permission;
import se.samspel.core.Person;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.testing.Reader;
import se.samspel.testing.TestApp;

class FundingTests {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final Person ECONOMIST =
      new Person(
          "ekonom",
          "Ekonomen",
          Set.of(Permission.PUBLIC, Permission.SIGNED_IN, Permission.EDIT_FUNDING),
          Optional.empty());
  private static int next;

  private final TestApp app = TestApp.plain();
  private final Funding funding = app.bean(Funding.class);
  private final Budgeting budgeting = app.bean(Budgeting.class);

  @Test
  void anAgreementGoesFromFormToPageToCsvToApi() {
    var id = id("hela");
    var economist = app.signedIn("ekonom");
    var saved =
        economist.submit(
            "/medel/nytt",
            "/medel",
            Map.of(
                "id",
                id,
                "name",
                "Provavtal & budget",
                "kind",
                "budget",
                "period",
                "2026",
                "amount",
                "1 000,50",
                "purpose",
                "Att pröva",
                "spendBy",
                "2026-12-31"));
    assertThat(saved.status()).isEqualTo(303);
    assertThat(saved.header("Location")).endsWith("/medel/" + id + "?klart=funding-saved");
    var line =
        economist.submit(
            "/medel/" + id + "/rader/ny",
            "/medel/" + id + "/rader",
            Map.of("purpose", "Kurser", "amount", "600,25", "costType", "training"));
    assertThat(line.status()).isEqualTo(303);
    var address = line.header("Location").replaceAll("^https?://[^/]+|[?].*", "");
    var entry =
        economist.submit(
            address,
            address + "/poster",
            Map.of("kind", "commitment", "day", "2026-03-02", "amount", "100,24", "text", "Lokal"));
    assertThat(entry.status()).isEqualTo(303);

    var page = app.visitor().get("/medel/" + id);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("Provavtal & budget", "1\u202f000,50", "400,25", "600,25");
    assertThat(page.header("Set-Cookie")).isEmpty();
    assertThat(page.html().select("main form")).isEmpty();
    assertThat(app.visitor().get(address).text()).contains("500,01", "Lokal");
    assertThat(app.visitor().get("/medel?ar=2026&q=Provavtal").text())
        .contains("Provavtal & budget");
    assertThat(app.visitor().get("/medel.csv").body())
        .contains(id + "-", ",600.25,100.24,0.00,500.01,");
    assertThat(app.visitor().json("/api/v1/agreements/" + id).body())
        .contains("\"amountOre\":100050", "\"freeOre\":50001", "\"synthetic\":false");
  }

  @Test
  void everyWrongFieldOfAnAgreementIsToldAndKept() {
    var answer =
        app.signedIn("ekonom")
            .submit(
                "/medel/nytt",
                "/medel",
                Map.of(
                    "id",
                    "Fel id",
                    "name",
                    "",
                    "kind",
                    "gåva",
                    "period",
                    "i fjol",
                    "amount",
                    "-3",
                    "parent",
                    "",
                    "spendBy",
                    "snart",
                    "reportBy",
                    "2026-13-01",
                    "carryOver",
                    "kanske"));
    assertThat(answer.status()).isEqualTo(422);
    var wrong = answer.html().select(".error-summary a").eachAttr("href");
    assertThat(wrong)
        .containsExactlyInAnyOrder(
            "#f-id",
            "#f-name",
            "#f-kind",
            "#f-period",
            "#f-amount",
            "#f-spendBy",
            "#f-reportBy",
            "#f-carryOver");
    assertThat(answer.html().select("#f-amount").attr("value")).isEqualTo("-3");
  }

  @Test
  void everyWrongFieldOfALineAndOfAnEntryIsTold() {
    var agreement = agreement(id("fel"), 1_000);
    var economist = app.signedIn("ekonom");
    var line =
        economist.submit(
            "/medel/" + agreement + "/rader/ny",
            "/medel/" + agreement + "/rader",
            Map.of(
                "amount",
                "1,234",
                "costType",
                "annat",
                "validFrom",
                "",
                "validTo",
                "x",
                "involvement",
                "någon",
                "purpose",
                "x".repeat(2001)));
    assertThat(line.status()).isEqualTo(422);
    assertThat(line.html().select(".error-summary a").eachAttr("href"))
        .containsExactlyInAnyOrder(
            "#f-amount",
            "#f-costType",
            "#f-validFrom",
            "#f-validTo",
            "#f-involvement",
            "#f-purpose");

    var dangling =
        economist.submit(
            "/medel/" + agreement + "/rader/ny",
            "/medel/" + agreement + "/rader",
            Map.of(
                "amount",
                "1000,01",
                "costType",
                "training",
                "initiative",
                "finns-ej",
                "region",
                "99",
                "decision",
                "finns-ej",
                "overdraftDecision",
                "finns-ej",
                "involvement",
                "record:finns-ej"));
    assertThat(dangling.status()).isEqualTo(422);
    assertThat(dangling.html().select(".error-summary a").eachAttr("href"))
        .containsExactlyInAnyOrder(
            "#f-amount",
            "#f-initiative",
            "#f-region",
            "#f-decision",
            "#f-overdraftDecision",
            "#f-involvement");

    app.database()
        .asOwner()
        .sql(
            """
            insert into involvement.record (id, version, subject, level, perspective, form, stage, held_on, recorded_at)
            values ('medel-annat', 1, 'need:annat', 3, 'relative', 'panel', 'design', '2026-01-10', now())
            on conflict do nothing\
            """)
        .update();
    var other =
        economist.submit(
            "/medel/" + agreement + "/rader/ny",
            "/medel/" + agreement + "/rader",
            Map.of("amount", "1000", "costType", "training", "involvement", "record:medel-annat"));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.html().select(".error-summary").text()).contains("gäller något annat");

    var kept = line(agreement, 500);
    var address = "/medel/" + agreement + "/rader/" + kept.id();
    var entry =
        economist.submit(
            address,
            address + "/poster",
            Map.of("kind", "lån", "day", "igår", "amount", "0", "text", "", "region", "Skåne"));
    assertThat(entry.status()).isEqualTo(422);
    assertThat(entry.html().select(".error-summary a").eachAttr("href"))
        .containsExactlyInAnyOrder("#f-kind", "#f-day", "#f-amount", "#f-text", "#f-region");
    var early =
        economist.submit(
            address,
            address + "/poster",
            Map.of(
                "kind",
                "commitment",
                "day",
                "2025-12-31",
                "amount",
                "1",
                "text",
                "För tidigt",
                "method",
                "finns-ej"));
    assertThat(early.html().select(".error-summary a").eachAttr("href"))
        .containsExactlyInAnyOrder("#f-day", "#f-method");
    assertThat(funding.entriesOf(kept.id(), now())).isEmpty();
  }

  @Test
  void aLineIsNeverOverdrawn() {
    var line = line(agreement(id("tak"), 1_000), 100);
    commit(line, 60_00);
    commit(line, 40_00);
    assertThat(funding.free(line.id(), now())).isEqualTo(Kronor.ZERO);
    assertThatThrownBy(() -> commit(line, 1))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("overdrawn");
    var correction = entry(line, Entry.Kind.COMMITMENT, -25_00, Optional.empty());
    as(() -> budgeting.save(correction));
    commit(line, 25_00);
    assertThatThrownBy(() -> commit(line, 1)).isInstanceOf(Refused.class);
    assertThat(funding.free(line.id(), now())).isEqualTo(Kronor.ZERO);
  }

  @Test
  void anOutcomePaysItsCommitmentAndMayNotCostMoreThanTheLineHolds() {
    var line = line(agreement(id("utfall"), 1_000), 100);
    var promise = commit(line, 90_00);
    as(() -> budgeting.save(entry(line, Entry.Kind.OUTCOME, 30_00, Optional.of(promise.id()))));
    var book = funding.book(now());
    assertThat(book.of(book.line(line.id()).orElseThrow()))
        .isEqualTo(new Money(Kronor.of(100), Kronor.of(60), Kronor.of(30)));
    var dear = entry(line, Entry.Kind.OUTCOME, 70_01, Optional.of(promise.id()));
    assertThatThrownBy(() -> as(() -> budgeting.save(dear))).isInstanceOf(Refused.class);
    as(() -> budgeting.save(entry(line, Entry.Kind.OUTCOME, 70_00, Optional.of(promise.id()))));
    assertThat(funding.free(line.id(), now())).isEqualTo(Kronor.ZERO);
    var strange = entry(line, Entry.Kind.OUTCOME, -1, Optional.of("finns-ej"));
    assertThatThrownBy(() -> as(() -> budgeting.save(strange)))
        .hasMessageContaining("no-commitment");
  }

  @Test
  void aDecisionLetsALineBeOverdrawnByTheAmountThatItStates() {
    var decision = id("beslut");
    app.database()
        .asOwner()
        .sql(
            """
            insert into programme.decision (id, version, body, decided_on, title_sv, amount_ore, recorded_at)
            values (:id, 1, 'styrgrupp', '2026-01-01', 'Överskridande', 1000, now())\
            """)
        .param("id", decision)
        .update();
    var line = line(agreement(id("over"), 1_000), 100);
    var open =
        new BudgetLine(
            line.id(),
            1,
            line.agreement(),
            line.initiative(),
            line.costType(),
            line.region(),
            line.purpose(),
            line.amount(),
            Optional.of(decision),
            line.decision(),
            line.involvement(),
            line.span(),
            line.source(),
            false);
    as(() -> budgeting.save(open));
    commit(line, 110_00);
    assertThatThrownBy(() -> commit(line, 1)).hasMessageContaining("overdrawn");
    assertThat(funding.free(line.id(), now())).isEqualTo(Kronor.of(-10));
  }

  @Test
  void twoWhoRaceForTheLastKronorDoNotBothGetThem() throws Exception {
    for (int round = 0; round < 5; round++) {
      var line = line(agreement(id("kapp"), 1_000), 100);
      var start = new CyclicBarrier(4);
      Callable<Boolean> race =
          () -> {
            start.await();
            try {
              commit(line, 60_00);
              return true;
            } catch (Refused refused) {
              return false;
            }
          };
      try (var threads = Executors.newFixedThreadPool(4)) {
        var won = new ArrayList<Boolean>();
        for (Future<Boolean> done : threads.invokeAll(List.of(race, race, race, race))) {
          won.add(done.get());
        }
        assertThat(won).containsOnlyOnce(true);
      }
      assertThat(funding.free(line.id(), now())).isEqualTo(Kronor.of(40));
    }
  }

  @Test
  void anAgreementIsNotDividedTwice() {
    var whole = agreement(id("helhet"), 100);
    line(whole, 60);
    assertThatThrownBy(() -> line(whole, 41)).hasMessageContaining("undivided");
    var part = draft(id("del"), Optional.of(whole), 40);
    as(() -> budgeting.save(part));
    assertThatThrownBy(() -> as(() -> budgeting.save(draft(id("del"), Optional.of(whole), 1))))
        .hasMessageContaining("more-than-parent");
    var book = funding.book(now());
    assertThat(
            book.agreed(
                Agreement.Kind.BUDGET, it -> it.id().equals(whole) || it.id().equals(part.id())))
        .isEqualTo(new Total(Kronor.of(100), 0, 0));
    assertThat(book.ofAgreement(whole).budgeted()).isEqualTo(Kronor.of(60));
    var circle =
        new Agreement(
            whole,
            1,
            "Cirkel",
            Agreement.Kind.BUDGET,
            "2026",
            Optional.of(part.id()),
            Optional.of(Kronor.of(100)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Period.span("2026").orElseThrow(),
            Optional.empty(),
            false);
    assertThatThrownBy(() -> as(() -> budgeting.save(circle)))
        .hasMessageContaining("parent-circle");
  }

  @Test
  void twoWhoEditTheSameGetOneSavedAndOneRefused() {
    var agreement = agreement(id("samma"), 500);
    var economist = app.signedIn("ekonom");
    var first =
        economist.submit(
            "/medel/" + agreement + "/andra",
            "/medel/" + agreement,
            Map.of("name", "Först", "version", "1"));
    assertThat(first.status()).isEqualTo(303);
    var second =
        economist.submit(
            "/medel/" + agreement + "/andra",
            "/medel/" + agreement,
            Map.of("name", "Sedan", "version", "1"));
    assertThat(second.status()).isEqualTo(409);
    assertThat(funding.book(now()).agreement(agreement).orElseThrow().name()).isEqualTo("Först");
  }

  @Test
  void onlyTheEconomistMayWrite() {
    var agreement = agreement(id("roll"), 500);
    var fields = new LinkedHashMap<>(Map.of("name", "Nej", "version", "1"));
    for (var account : List.of("samordnare-12", "revisor", "programledare")) {
      var reader = app.signedIn(account);
      assertThat(reader.get("/medel/nytt").status()).as(account).isEqualTo(403);
      fields.put("_csrf", token(reader));
      assertThat(reader.post("/medel/" + agreement, fields).status()).as(account).isEqualTo(403);
    }
    assertThat(app.visitor().get("/medel/nytt").status()).isIn(302, 403);
    assertThatThrownBy(() ->
            CurrentPerson.run(
                Person.VISITOR, () -> budgeting.save(draft(id("gast"), Optional.empty(), 1))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("forbidden");
    assertThat(funding.book(now()).agreement(agreement).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void whatWasKnownThenIsStillTheAnswer() {
    var agreement = agreement(id("forr"), 500);
    var line = line(agreement, 100);
    commit(line, 10_00);
    var known = app.bean(se.samspel.core.Changes.class).latest();
    commit(line, 20_00);
    var then = new AsOf(DateSpan.OPEN.minusDays(1), known);
    assertThat(funding.free(line.id(), then)).isEqualTo(Kronor.of(90));
    assertThat(funding.free(line.id(), now())).isEqualTo(Kronor.of(70));
    assertThat(funding.free(line.id(), new AsOf(DAY.minusDays(1), AsOf.NOW_KNOWN)))
        .as("before the day of the commitments")
        .isEqualTo(Kronor.of(100));
  }

  @Test
  void aDutyIsDoneOnceAndNotInTheFuture() {
    var agreement = agreement(id("plikt"), 500);
    var economist = app.signedIn("ekonom");
    var added =
        economist.submit(
            "/medel/redovisning",
            "/medel/redovisning",
            Map.of(
                "agreement", agreement, "who", "kansliet", "due", "2026-01-31", "what", "Rapport"));
    assertThat(added.status()).isEqualTo(303);
    var duty =
        funding.duties(now()).stream()
            .filter(it -> it.agreement().equals(agreement))
            .findFirst()
            .orElseThrow();
    assertThat(app.visitor().get("/medel/" + agreement).text()).contains("Rapport");
    var address = "/medel/redovisning/" + duty.id();
    assertThat(
            economist
                .submit("/medel/redovisning", address, Map.of("doneOn", "2999-01-01"))
                .status())
        .isEqualTo(422);
    assertThat(
            economist
                .submit("/medel/redovisning", address, Map.of("doneOn", "2026-02-02"))
                .status())
        .isEqualTo(303);
    assertThat(app.visitor().json("/api/v1/reporting-duties?limit=500").body())
        .contains("\"id\":\"" + duty.id() + "\"", "\"doneOn\":\"2026-02-02\"");
  }

  @Test
  void theApiWritesWhereThePagesDoAndTellsWhatIsWrong() {
    var economist = app.signedIn("ekonom");
    var id = id("api");
    assertThat(
            send(
                    economist,
                    "POST",
                    "/api/v1/agreements",
                    "{\"id\":\""
                        + id
                        + "\",\"name\":\"Api\",\"kind\":\"budget\",\"period\":\"2026\",\"amountOre\":10001}")
                .status())
        .isEqualTo(201);
    var line =
        send(
            economist,
            "POST",
            "/api/v1/budget-lines",
            "{\"agreement\":\""
                + id
                + "\",\"costType\":\"other\",\"amountOre\":10001,\"validFrom\":\"2026-01-01\",\"validTo\":\"2026-12-31\"}");
    assertThat(line.status()).isEqualTo(201);
    assertThat(line.body()).contains("\"amountOre\":10001", "\"freeOre\":10001");
    var much =
        send(
            economist,
            "POST",
            "/api/v1/budget-lines",
            "{\"agreement\":\""
                + id
                + "\",\"costType\":\"other\",\"amountOre\":1,\"validFrom\":\"2026-01-01\",\"validTo\":\"2026-12-31\"}");
    assertThat(much.status()).isEqualTo(422);
    assertThat(much.header("Content-Type")).startsWith("application/problem+json");
    assertThat(much.body()).contains("\"field\":\"amount\"");
    assertThat(
            send(
                    economist,
                    "PUT",
                    "/api/v1/agreements/" + id,
                    "{\"version\":7,\"name\":\"Sent\",\"kind\":\"budget\",\"period\":\"2026\",\"amountOre\":10001}")
                .status())
        .isEqualTo(409);
    assertThat(send(economist, "POST", "/api/v1/entries", "{}").status()).isEqualTo(422);
    assertThat(app.visitor().json("/api/v1/entries/finns-ej").status()).isEqualTo(404);
    assertThat(app.visitor().json("/api/v1/agreements?limit=0").status()).isEqualTo(400);
  }

  @Test
  void linesAndAgreementsAreNodesFromTheirFirstDay() {
    var agreement = agreement(id("nod"), 500);
    var line = line(agreement, 100);
    var nodes = app.bean(FundingNodes.class);
    var described = nodes.describe(NodeKind.BUDGET_LINE, Set.of(line.id()), AsOf.day(DAY));
    assertThat(described.get(line.id()).path())
        .isEqualTo("/medel/" + agreement + "/rader/" + line.id());
    assertThat(
            nodes.describe(
                NodeKind.AGREEMENT, Set.of(agreement), AsOf.day(LocalDate.of(2025, 12, 31))))
        .isEmpty();
  }

  private static AsOf now() {
    return new AsOf(DateSpan.OPEN.minusDays(1), AsOf.NOW_KNOWN);
  }

  private static synchronized String id(String what) {
    return "prov-" + what + "-" + ++next;
  }

  private <T> T as(java.util.function.Supplier<T> work) {
    return CurrentPerson.call(ECONOMIST, work);
  }

  private static Agreement draft(String id, Optional<String> parent, long kronor) {
    return new Agreement(
        id,
        0,
        "Prov " + id,
        Agreement.Kind.BUDGET,
        "2026",
        parent,
        Optional.of(Kronor.of(kronor)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Period.span("2026").orElseThrow(),
        Optional.empty(),
        false);
  }

  private String agreement(String id, long kronor) {
    return as(() -> budgeting.save(draft(id, Optional.empty(), kronor))).id();
  }

  private BudgetLine line(String agreement, long kronor) {
    var draft =
        new BudgetLine(
            Budgeting.newId(agreement),
            0,
            agreement,
            Optional.empty(),
            BudgetLine.CostType.TRAINING,
            Optional.<RegionCode>empty(),
            Optional.of("Kurser"),
            Kronor.of(kronor),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Period.span("2026").orElseThrow(),
            Optional.empty(),
            false);
    return as(() -> budgeting.save(draft));
  }

  private Entry commit(BudgetLine line, long ore) {
    return as(() -> budgeting.save(entry(line, Entry.Kind.COMMITMENT, ore, Optional.empty())));
  }

  private static Entry entry(BudgetLine line, Entry.Kind kind, long ore, Optional<String> settles) {
    return new Entry(
        Budgeting.newId(line.id()),
        0,
        line.id(),
        kind,
        settles,
        DAY,
        new Kronor(ore),
        Optional.empty(),
        Optional.empty(),
        Optional.of("Prov"),
        Optional.empty(),
        false);
  }

  private static String token(Reader reader) {
    return reader.get("/medel").html().select("input[name=_csrf]").attr("value");
  }

  private static Reader.Answer send(Reader reader, String method, String path, String json) {
    return reader.send(
        HttpRequest.newBuilder(URI.create(reader.url(path)))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("X-CSRF-TOKEN", token(reader))
            .method(method, BodyPublishers.ofString(json)));
  }
}
