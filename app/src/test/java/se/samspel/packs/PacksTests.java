package se.samspel.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import se.samspel.core.Changes;
import se.samspel.core.DemoPack;
import se.samspel.core.Pack;
import se.samspel.testing.TestApp;
import se.samspel.ui.Messages;

class PacksTests {

  private static final String REGIONS = "code,letter,name_sv,county_sv,tile_row,tile_col";

  private static final TestApp app = TestApp.start("run", Map.of());
  private final Packs packs = app.bean(Packs.class);

  @Test
  void theRealPackLoadsAndTheSecondTimeWritesNothing() {
    var first = packs.load("sjalvskada").orElseThrow();
    assertThat(first)
        .asInstanceOf(type(Loading.Changed.class))
        .extracting(Loading.Changed::pack)
        .isEqualTo("sjalvskada");
    assertThat(count("actors.region")).isEqualTo(21);
    assertThat(count("actors.membership")).isEqualTo(26);
    assertThat(count("actors.organisation")).isEqualTo(22);
    var moment = app.bean(Changes.class).latest();

    var second = packs.load("sjalvskada").orElseThrow();
    assertThat(second).isInstanceOf(Loading.Unchanged.class);
    assertThat(app.bean(Changes.class).latest()).isEqualTo(moment);
  }

  @Test
  void tenDifferentFaultsAreAllToldWithFileLineAndColumnAndNothingChanges() {
    var pack =
        new PackFolder("ten-faults")
            .with(
                "regions.csv",
                "code,letter,name_sv,county_sv,tile_row,tile_col,colour",
                "91,Q,Region Ett,Etts län,1,1,",
                "9,Q,Region Två,Tvås län,1,2,",
                "91,Q,Region Ett igen,Etts län,1,3,",
                "93,Q,,Tres län,1,4,",
                "94,Q,=HYPERLINK(1),Fyras län,1,5,",
                "95,Q,Region Fem,Fems län,1,6")
            .with("hierarchies.csv", "key,name_sv,form", "prov,Prov,tree")
            .with(
                "units.csv",
                "id,region,actor_type,name_sv,valid_from",
                "enhet-1,99,type:bup,Enhet,2020-02-30")
            .with("contacts.csv", "id;region;function_sv;address")
            .with("municipalities.csv", "id,name_sv", "a,A")
            .with("actors.csv", "key,kind,name_sv,chain_link", "x,authority,\"Öppen,other")
            .with(
                "hierarchy-members.csv",
                "hierarchy,group,member_kind,member\nprov,\u00d6,region,91"
                    .getBytes(Charset.forName("windows-1252")))
            .with("mystery.csv", "a,b")
            .with("photo.jpg", "x");
    var before = app.bean(Changes.class).latest();

    var loading = packs.load(pack.source());

    assertThat(loading).isInstanceOf(Loading.Faulty.class);
    var told =
        ((Loading.Faulty) loading)
            .faults().stream()
                .map(it ->
                    it.file()
                        + ":"
                        + it.line()
                        + ":"
                        + it.column()
                        + ":"
                        + it.key().replace("packs.fault.", "").replace("actors.fault.", ""))
                .toList();
    assertThat(told)
        .containsExactly(
            "actors.csv:2::quote-open",
            "contacts.csv:1::semicolon",
            "hierarchies.csv:2:form:one-of",
            "hierarchy-members.csv:2::encoding",
            "municipalities.csv:1:region:missing-column",
            "mystery.csv:0::unknown-file",
            "photo.jpg:0::not-a-table",
            "regions.csv:1:colour:unknown-column",
            "regions.csv:3:code:region-form",
            "regions.csv:4:code:key-twice",
            "regions.csv:5:name_sv:blank",
            "regions.csv:6:name_sv:formula",
            "regions.csv:7::cells",
            "units.csv:2:region:reference",
            "units.csv:2:valid_from:date");
    assertThat(app.bean(Changes.class).latest()).isEqualTo(before);
    assertThat(loadedRows("ten-faults")).isZero();
    ((Loading.Faulty) loading)
        .faults()
        .forEach(fault -> {
          for (var locale : List.of(Messages.SWEDISH, java.util.Locale.ENGLISH)) {
            assertThat(fault.text(locale)).doesNotContain("packs.", "actors.fault", "{0}");
          }
        });
  }

  @Test
  void anEditedRowSupersedesAndAMissingOneEndsWhileTheHistoryIsKept() {
    packs.load(
        new PackFolder("edited")
            .with("regions.csv", REGIONS, "81,Q,Region Ett,Etts län,1,1", "82,Q,Två,Tvås län,1,2")
            .source());
    var changed =
        packs.load(
            new PackFolder("edited")
                .with(
                    "regions.csv",
                    REGIONS,
                    "81,Q,Region Nya Ett,Etts län,1,1",
                    "83,Q,Tre,Tres län,1,3")
                .source());

    assertThat(changed)
        .asInstanceOf(type(Loading.Changed.class))
        .satisfies(it -> {
          assertThat(it.added()).isEqualTo(1);
          assertThat(it.changed()).isEqualTo(1);
          assertThat(it.ended()).isEqualTo(1);
        });
    assertThat(
            app.database()
                .asOwner()
                .sql(
                    """
                    select code || ' ' || version || ' ' || name_sv || ' ' || (replaced_at = 'infinity')
                      from actors.region where code like '8%' order by code, version\
                    """)
                .query(String.class)
                .list())
        .containsExactly(
            "81 1 Region Ett false", "81 2 Region Nya Ett true", "82 1 Två false", "83 1 Tre true");
  }

  @Test
  void aRowOfAnotherPackIsSharedWhenEqualAndRefusedWhenNot() {
    var row = "71,Q,Region Delad,Delade län,1,1";
    packs.load(new PackFolder("first").with("regions.csv", REGIONS, row).source());

    assertThat(packs.load(new PackFolder("second").with("regions.csv", REGIONS, row).source()))
        .isInstanceOf(Loading.Changed.class);
    assertThat(versionsOf("71")).isEqualTo(1);
    assertThat(
            packs.load(
                new PackFolder("third")
                    .with("regions.csv", REGIONS, "71,Q,Annat namn,Delade län,1,1")
                    .source()))
        .asInstanceOf(type(Loading.Faulty.class))
        .satisfies(it ->
            assertThat(it.faults())
                .extracting(PackFault::key)
                .containsExactly("packs.fault.other-pack"));

    packs.load(new PackFolder("first").source());
    assertThat(currentOf("71")).isEqualTo(1);
    packs.load(new PackFolder("second").source());
    assertThat(currentOf("71")).isZero();
  }

  @Test
  void aByteOrderMarkQuotesAndLineBreaksInCellsAreRead() {
    var loading =
        packs.load(
            new PackFolder("bom")
                .with(
                    "regions.csv",
                    ("\ufeff" + REGIONS + "\r\n61,Q,\"Region \"\"Ett\"\",\nnorr\",Etts län,1,1\r\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .source());
    assertThat(loading).isInstanceOf(Loading.Changed.class);
    assertThat(
            app.database()
                .asOwner()
                .sql("select name_sv from actors.region where code = '61'")
                .query(String.class)
                .single())
        .isEqualTo("Region \"Ett\",\nnorr");
  }

  @Test
  void aSampleMadeByCodeIsMarkedAsSynthetic() {
    packs.load(
        "sample",
        Map.of(
            "regions.csv",
            List.of(
                Map.of(
                    "code",
                    "51",
                    "letter",
                    "Q",
                    "name_sv",
                    "Påhittad",
                    "county_sv",
                    "P",
                    "tile_row",
                    "1",
                    "tile_col",
                    "1"))),
        true);
    assertThat(
            app.database()
                .asOwner()
                .sql("select synthetic from actors.region where code = '51'")
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void aSampleIsMadeAnewWhenItsRecipeOrTheFactsHaveChanged() {
    var made = new AtomicInteger();
    var facts = packs.read("sjalvskada");
    assertThat(packs.load(sample("a", made), facts)).isInstanceOf(Loading.Changed.class);
    assertThat(packs.load(sample("a", made), facts))
        .isEqualTo(new Loading.Unchanged("made-sample", 1, 1));
    assertThat(made).hasValue(1);
    assertThat(packs.load(sample("b", made), facts)).isInstanceOf(Loading.Unchanged.class);
    assertThat(made).hasValue(2);
    packs.load(sample("b", made), packs.read("exempel-suicidprevention"));
    assertThat(made).hasValue(3);
  }

  private static DemoPack sample(String recipe, AtomicInteger made) {
    return new DemoPack() {
      @Override
      public String id() {
        return "made-sample";
      }

      @Override
      public Map<String, List<Map<String, String>>> rows(Pack facts) {
        made.incrementAndGet();
        return Map.of("panels.csv", List.of(Map.of("id", "made", "name_sv", "Påhittad")));
      }

      @Override
      public String recipe() {
        return recipe;
      }
    };
  }

  private int count(String table) {
    return app.database()
        .asOwner()
        .sql(
            "select count(*) from "
                + table
                + " where replaced_at = 'infinity' and source is not null and not synthetic")
        .query(Integer.class)
        .single();
  }

  private int loadedRows(String pack) {
    return app.database()
        .asOwner()
        .sql("select count(*) from packs.loaded_row where pack = :pack")
        .param("pack", pack)
        .query(Integer.class)
        .single();
  }

  private int versionsOf(String region) {
    return app.database()
        .asOwner()
        .sql("select count(*) from actors.region where code = :code")
        .param("code", region)
        .query(Integer.class)
        .single();
  }

  private int currentOf(String region) {
    return app.database()
        .asOwner()
        .sql("select count(*) from actors.region where code = :code and replaced_at = 'infinity'")
        .param("code", region)
        .query(Integer.class)
        .single();
  }
}
