package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * KodCode: {@code test} is the source of test functions that import the solution. The functions are
 * called one after the other, as pytest does; what needs pytest itself is refused.
 */
final class KodCodeRows implements DatasetFormat {
  private static final Pattern IMPORT =
      Pattern.compile("^[ \\t]*from[ \\t]+solution[ \\t]+import[ \\t][^\\n]*$", Pattern.MULTILINE);
  private static final Pattern FUNCTION =
      Pattern.compile("^def\\s+(test\\w*)\\s*\\(\\s*\\)", Pattern.MULTILINE);
  private static final Pattern WITH_ARGUMENTS =
      Pattern.compile("^def\\s+test\\w*\\s*\\(\\s*\\w", Pattern.MULTILINE);

  @Override
  public String name() {
    return "kodcode";
  }

  @Override
  public String description() {
    return "KodCode rows (test: pytest functions without fixtures)";
  }

  @Override
  public ObjectNode task(ObjectNode row, long number) throws InputException {
    ObjectNode task = Rows.task(name(), row, number, "question_id", "conversation_id", "id");
    task.put("language", "python");
    String test = IMPORT.matcher(Rows.required(row, "test")).replaceAll("");
    if (test.contains("pytest") || test.contains("import solution")) {
      throw new InputException("$.test", "needs pytest or the module 'solution' itself");
    }
    if (WITH_ARGUMENTS.matcher(test).find()) {
      throw new InputException("$.test", "has a test function with arguments, a pytest fixture");
    }
    List<String> calls = new ArrayList<>();
    Matcher functions = FUNCTION.matcher(test);
    while (functions.find()) {
      calls.add(functions.group(1) + "()");
    }
    if (calls.isEmpty()) {
      throw new InputException("$.test", "has no test functions");
    }
    task.put("test_code", test.strip() + "\n\n" + String.join("\n", calls) + "\n");
    return task;
  }
}
