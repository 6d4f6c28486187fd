package se.samspel.indicators.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstAssessmentsTests {

  private static final Path GOLDEN = Path.of("../programmes/sjalvskada/bup-first-assessment.csv");
  private static final String HEADER =
      "Region;Andel genomförda inom 30 dagar;Antal genomförda totalt;Antal exkl PVV;≤30 dagar;PVV 31"
          + " dagar eller längre;Svarsfrekvens\n";

  private static Gathered read(byte[] content, String month) {
    return new FirstAssessments()
        .read(Extract.file("bup.csv", content, Instant.EPOCH), Map.of("month", month));
  }

  private static Gathered csv(String lines) {
    return read((HEADER + lines).getBytes(StandardCharsets.UTF_8), "2024-05");
  }

  @Test
  void theGoldenMonthGives75PerCentNationallyAndFourteenInGotland() throws IOException {
    var gathered = read(Files.readAllBytes(GOLDEN), "undated");
    assertThat(OwnTableTests.told(gathered)).isEmpty();
    var main = gathered.rows().stream().filter(it -> it.series().isEmpty()).toList();
    assertThat(main).hasSize(21);
    double within = main.stream().mapToDouble(it -> it.figures().numerator().orElseThrow()).sum();
    double all = main.stream().mapToDouble(it -> it.figures().denominator().orElseThrow()).sum();
    assertThat(within).isEqualTo(1693);
    assertThat(all).isEqualTo(2245);
    assertThat(Math.round(100 * within / all)).isEqualTo(75);
    var gotland = main.stream().filter(it -> it.region().equals("09")).findFirst().orElseThrow();
    assertThat(gotland.figures().denominator()).contains(14.0);
  }

  @Test
  void theDatabasesOwnHeadingsAreReadAndNoPartIsAValue() {
    var gathered =
        csv(
            """
            Region Skåne;89 %;452;364;325;88;95 %
            Gotland;93;20;14;13;6;100
            Region Dalarna;Ej deltagit;;;;;
            Riket;89;472;378;338;94;
            """);
    assertThat(OwnTableTests.told(gathered)).isEmpty();
    var dalarna =
        gathered.rows().stream().filter(it -> it.region().equals("20")).findFirst().orElseThrow();
    assertThat(dalarna.figures().none()).isTrue();
    assertThat(dalarna.figures().completeness()).contains(0.0);
    assertThat(gathered.rows().getFirst().figures().completeness()).contains(0.95);
  }

  @Test
  void theTablesOwnIdentitiesAreChecked() {
    assertThat(OwnTableTests.told(csv("Skåne;89;452;365;325;88;\n")))
        .isEqualTo("bup.csv:2 completed_excl_patient_chosen (D2) import.fault.excluding");
    assertThat(OwnTableTests.told(csv("Skåne;88;452;364;325;88;\n")))
        .isEqualTo("bup.csv:2 share (B2) import.fault.share");
    assertThat(OwnTableTests.told(csv("Skåne;;10;4;5;6;\n")))
        .isEqualTo("bup.csv:2 within_30_days (E2) import.fault.more-than-all");
    assertThat(OwnTableTests.told(csv("Skåne;89;452;364;325;88;\nRiket;89;453;365;325;88;\n")))
        .contains("bup.csv:3 completed_total (C3) import.fault.sum");
    assertThat(OwnTableTests.told(csv("Skåne;89;452;364;-1;8,5;\n")))
        .contains("within_30_days (E2) import.fault.count")
        .contains("patient_chosen_31_plus (F2) import.fault.count");
    assertThat(OwnTableTests.told(csv("Dalarna;Ej deltagit;12;;;;\n")))
        .contains("import.fault.no-part-with-number");
  }
}
