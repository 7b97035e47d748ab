package dev.rewardgrader.testsuites.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.LineSource;
import dev.rewardgrader.testsuites.swe.SweDataset;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSourceTest {
  @TempDir Path folder;

  private Path file(String name, byte[] bytes) throws Exception {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The rows with their places, and messages for those that are no rows. */
  private static List<String> rows(RowSource source) throws Exception {
    List<String> rows = new ArrayList<>();
    try (source) {
      while (true) {
        try {
          JsonNode row = source.next();
          if (row == null) {
            return rows;
          }
          rows.add(source.place() + " " + row);
        } catch (InputException e) {
          rows.add(source.place() + " bad");
        }
      }
    }
  }

  private List<String> rows(String text) throws Exception {
    return rows(RowSource.of(LineSource.of("in", new ByteArrayInputStream(bytes(text)))));
  }

  @Test
  void linesAreRowsAndABadOneDoesNotEndThem() throws Exception {
    assertThat(rows("{\"a\":1}\n\n{\n{\"a\":2}\n"))
        .containsExactly("in:1 {\"a\":1}", "in:3 bad", "in:4 {\"a\":2}");
  }

  @Test
  void elementsOfOneArrayAreRows() throws Exception {
    assertThat(rows("\n [\n{\"a\":1},\n {\"a\":\n2}]\n"))
        .containsExactly("in, row 1 {\"a\":1}", "in, row 2 {\"a\":2}");
    assertThat(rows("[]")).isEmpty();
    assertThat(rows("[{},")).containsExactly("in, row 1 bad");
  }

  @Test
  void nothingHoldsNoRow() throws Exception {
    assertThat(rows("")).isEmpty();
  }

  @Test
  void theNameOfAFileDoesNotTellWhatItIs() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes("[{\"a\":1}]"));
    }
    Path array = file("rows.jsonl", packed.toByteArray());
    Path parquet;
    try (InputStream in = SweDataset.class.getResourceAsStream("rows.parquet")) {
      parquet = file("rows.data", in.readAllBytes());
    }

    assertThat(rows(RowSource.open(array.toString()))).hasSize(1);
    assertThat(rows(RowSource.open(parquet.toString())))
        .hasSize(2)
        .first()
        .asString()
        .startsWith(parquet + ", row 1 {")
        .contains("a__b-1");
  }

  @Test
  void parquetThatIsDamagedOrComesOverAStreamIsTold() throws Exception {
    Path damaged = file("x.parquet", bytes("PAR1 and no more"));

    assertThatThrownBy(() -> RowSource.open(damaged.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("x.parquet");
    assertThatThrownBy(() -> rows("PAR1\u0015\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("from a file");
  }
}
