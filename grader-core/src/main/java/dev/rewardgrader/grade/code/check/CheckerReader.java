package dev.rewardgrader.grade.code.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.json.StrictObject;
import dev.rewardgrader.json.Suggest;
import dev.rewardgrader.rollout.CodeTask;
import java.util.List;
import java.util.TreeSet;

/** Reads the {@code checker} of a task: strict about types and options. */
final class CheckerReader {
  private static final String PATH = "$.checker";

  /** What is compared. */
  enum Form {
    PRINTED,
    RETURNED
  }

  private CheckerReader() {}

  static OutputChecker read(CodeTask.Checker checker, Form form) throws InputException {
    JsonNode node = checker.options() == null ? Json.MAPPER.createObjectNode() : checker.options();
    StrictObject options = StrictObject.of(node, PATH);
    options.any("type");
    String type = checker.type().replace('-', '_');
    OutputChecker result =
        switch (type) {
          case "exact" -> new ComparingChecker("exact/1", ByteComparisons::exact);
          case "lines" ->
              new ComparingChecker(
                  "lines/1", ByteComparisons.lines(Blanks.SPACE, ByteEquality.EXACT));
          case "tokens" ->
              new ComparingChecker("tokens/1", ByteComparisons.tokens(ByteEquality.EXACT));
          default -> throw unknown(type);
        };
    options.finish();
    return result;
  }

  private static InputException unknown(String type) {
    TreeSet<String> known = new TreeSet<>(List.of("exact", "lines", "tokens"));
    return new InputException(PATH, "no checker '" + type + "'" + Suggest.hint(type, known));
  }
}
