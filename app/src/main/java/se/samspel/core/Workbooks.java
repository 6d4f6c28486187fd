package se.samspel.core;

import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;

/** What every reader of a handed-in XLSX workbook has to look at. */
public final class Workbooks {

  private Workbooks() {}

  /**
   * Whether the workbook's parts stay within the bounds. They are unpacked for counting only, so
   * that a small file can't fill the memory.
   *
   * @param mostBytes of all parts together, unpacked
   * @param mostParts how many parts
   * @throws IOException when it is no whole zip file
   */
  public static boolean within(byte[] content, long mostBytes, int mostParts) throws IOException {
    long unpacked = 0;
    int parts = 0;
    var buffer = new byte[1 << 16];
    try (var zip = ZipFile.builder().setByteArray(content).get()) {
      for (var entry : Collections.list(zip.getEntries())) {
        parts++;
        try (var part = zip.getInputStream(entry)) {
          for (int n = part.read(buffer); n >= 0; n = part.read(buffer)) {
            unpacked += n;
            if (unpacked > mostBytes || parts > mostParts) {
              return false;
            }
          }
        }
      }
      return true;
    } catch (IllegalArgumentException damaged) {
      throw new IOException(damaged);
    }
  }

  /** Whether a number is shown as a day: its format names a year, a month or a day. */
  public static boolean isDate(Cell cell) {
    return Optional.ofNullable(cell.getDataFormatString())
        .orElse("")
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\[[^]]*]|\"[^\"]*\"", "")
        .matches(".*[ymd].*");
  }
}
