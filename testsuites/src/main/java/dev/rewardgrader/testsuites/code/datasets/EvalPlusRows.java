package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.util.Set;

/**
 * HumanEval+ and MBPP+: rows with a {@code test} program, or EvalPlus' own rows with {@code
 * base_input}, {@code plus_input} and {@code canonical_solution}, whose results the test code takes
 * as the expected ones and compares as EvalPlus does (evalplus, {@code evalplus/eval/__init__.py}
 * and {@code _special_oracle.py}).
 */
final class EvalPlusRows implements DatasetFormat {
  /** MBPP+ tasks whose results are compared as sets. */
  private static final Set<String> AS_SETS =
      Set.of(
          "similar_elements",
          "find_char_long",
          "common_in_nested_lists",
          "extract_singly",
          "larg_nnum",
          "intersection_array",
          "find_dissimilar",
          "Diff");

  /** MBPP+ tasks of which only counts whether there is a result. */
  private static final Set<String> AS_PRESENCE =
      Set.of("check_str", "text_match_three", "text_starta_endb");

  private static final String COMPARE =
      """
      def _close(a, e, atol):
          if isinstance(a, (list, tuple)) and isinstance(e, (list, tuple)):
              return len(a) == len(e) and all(_close(x, y, atol) for x, y in zip(a, e))
          if isinstance(a, bool) or isinstance(e, bool):
              return a == e
          if isinstance(a, (int, float)) and isinstance(e, (int, float)):
              return a == e or abs(a - e) <= atol + 1e-7 * abs(e)
          return a == e

      def _same(a, e, atol):
          if MODE == "set":
              return set(a) == set(e)
          if MODE == "presence":
              return a == e if isinstance(a, bool) else e == (a is not None)
          if a == e:
              return True
          floats = isinstance(e, float) or (
              isinstance(e, (list, tuple)) and len(e) > 0 and all(isinstance(x, float) for x in e))
          if atol == 0 and floats:
              atol = 1e-6
          return atol != 0 and type(a) == type(e) and _close(a, e, atol)

      def check(candidate):
          for args in INPUTS:
              expected = REFERENCE(*copy.deepcopy(args))
              assert _same(candidate(*copy.deepcopy(args)), expected, ATOL)
      """;

  @Override
  public String name() {
    return "evalplus";
  }

  @Override
  public String description() {
    return "HumanEval+ and MBPP+ rows (test, or base_input and plus_input)";
  }

  @Override
  public ObjectNode task(ObjectNode row, long number) throws InputException {
    ObjectNode task = Rows.task(name(), row, number, "task_id", "id");
    task.put("language", "python");
    if (row.path("test").isTextual()) {
      withTest(task, row);
    } else {
      withInputs(task, row);
    }
    Rows.memoryMb(task, 4096);
    return task;
  }

  private static void withTest(ObjectNode task, ObjectNode row) {
    task.put("test_code", row.get("test").textValue());
    if (row.path("entry_point").isTextual()) {
      task.put("entry_point", row.get("entry_point").textValue());
      task.put("prefix", row.path("prompt").asText(""));
    }
  }

  private static void withInputs(ObjectNode task, ObjectNode row) throws InputException {
    String function = Rows.required(row, "entry_point");
    String reference =
        row.path("prompt").asText("").contains("def " + function)
            ? row.path("prompt").asText() + Rows.required(row, "canonical_solution")
            : Rows.required(row, "canonical_solution");
    StringBuilder inputs = new StringBuilder("[");
    for (String field : new String[] {"base_input", "plus_input"}) {
      JsonNode list = Rows.parsed(row.get(field), "$." + field);
      if (list != null) {
        for (JsonNode args : list) {
          PyLiteral.write(args, inputs);
          inputs.append(",\n");
        }
      }
    }
    if (inputs.length() == 1) {
      throw new InputException("$.base_input", "the row has neither a test nor inputs");
    }
    String mode =
        AS_SETS.contains(function) ? "set" : AS_PRESENCE.contains(function) ? "presence" : "";
    StringBuilder code = new StringBuilder("import copy\n\n_scope = {}\nexec(");
    PyLiteral.text(reference, code);
    code.append(", _scope)\nREFERENCE = _scope[");
    PyLiteral.text(function, code);
    code.append("]\nMODE = \"").append(mode).append("\"\nATOL = ");
    code.append(row.path("atol").asDouble(0)).append("\nINPUTS = ").append(inputs).append("]\n\n");
    task.put("test_code", code.append(COMPARE).toString());
    task.put("entry_point", function);
    if (reference.startsWith(row.path("prompt").asText("\0"))) {
      task.put("prefix", row.path("prompt").asText());
    }
  }
}
