package dev.rewardgrader.testsuites.code;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.LineSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads benchmark files of JSON Lines, plain or compressed; the rows themselves tell the format.
 */
public final class CodeSuiteReader {
  private static final List<RowFormat> FORMATS =
      List.of(new HumanEvalX(), new LeetCodeDataset(), new HumanEval(), new Mbpp());

  private CodeSuiteReader() {}

  /**
   * Whether the first row of a file is of a known format.
   *
   * @return the format's name, or null
   */
  public static String formatOf(Path file) throws IOException {
    try (LineSource lines = LineSource.open(file.toString())) {
      String first = lines.next();
      RowFormat format = first == null ? null : formatOf(Json.parse(first));
      return format == null ? null : format.name();
    } catch (InputException e) {
      return null;
    }
  }

  /**
   * All rows of a file.
   *
   * @throws InputException naming file and line of a row that is not as its format wants it
   */
  public static List<SuiteRow> read(Path file) throws IOException, InputException {
    List<SuiteRow> rows = new ArrayList<>();
    try (LineSource lines = LineSource.open(file.toString())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.isBlank()) {
          continue;
        }
        JsonNode row = Json.parse(line);
        RowFormat format = formatOf(row);
        if (format == null) {
          throw new InputException(
              file.getFileName() + ":" + lines.line(), "a row of no known benchmark");
        }
        rows.add(format.read(row));
      }
    }
    return rows;
  }

  /**
   * One row of a benchmark.
   *
   * @param format the name of its format, as {@link #formatOf(Path)} gives it
   * @throws InputException when the row is none of that format
   */
  public static SuiteRow row(String format, JsonNode row) throws InputException {
    for (RowFormat each : FORMATS) {
      if (each.name().equals(format) && each.fits(row)) {
        return each.read(row);
      }
    }
    throw new InputException("$", "has not the fields of a row of " + format);
  }

  private static RowFormat formatOf(JsonNode row) {
    return FORMATS.stream().filter(format -> format.fits(row)).findFirst().orElse(null);
  }
}
