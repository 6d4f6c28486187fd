package se.samspel.implementation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import se.samspel.core.Refused;

class DocumentTests {

  private static final byte[] PDF = "%PDF-1.7\nplan".getBytes(StandardCharsets.US_ASCII);

  private static byte[] zip(String... namesAndTexts) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void theTypeIsReadFromTheBytes() throws IOException {
    assertThat(Document.of("plan.pdf", PDF).mediaType()).isEqualTo("application/pdf");
    assertThat(
            Document.of("plan.docx", zip("[Content_Types].xml", "", "word/document.xml", ""))
                .mediaType())
        .endsWith("wordprocessingml.document");
    assertThat(
            Document.of("plan.odt", zip("mimetype", "application/vnd.oasis.opendocument.text"))
                .mediaType())
        .endsWith("opendocument.text");
  }

  @Test
  void aWrongTypeIsRefusedWhateverItsName() throws IOException {
    var html = "<html><script>1</script></html>".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Document.of("plan.pdf", html)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> Document.of("plan.exe", PDF)).isInstanceOf(Refused.class);
    var archive = zip("other.txt", "x");
    assertThatThrownBy(() -> Document.of("plan.docx", archive)).isInstanceOf(Refused.class);
    var macros = zip("word/document.xml", "", "word/vbaProject.bin", "");
    assertThatThrownBy(() -> Document.of("plan.docx", macros)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> Document.of("plan.pdf", new byte[0])).isInstanceOf(Refused.class);
  }

  @Test
  void moreThanTenMegabytesIsRefused() {
    var large = new byte[Document.LONGEST + 1];
    System.arraycopy(PDF, 0, large, 0, PDF.length);
    assertThatThrownBy(() -> Document.of("plan.pdf", large)).hasMessageContaining("too-large");
  }

  @Test
  void theNameKeepsNoPathAndNoOddCharacters() {
    assertThat(Document.of("C:\\temp\\Region Skånes \"plan\".pdf", PDF).name())
        .isEqualTo("Region-Skånes-plan-.pdf");
  }
}
