package dev.rewardgrader.grade.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.language.Program;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Python where the tests need the candidate's own classes or hand it objects of their own. */
final class PythonHarness implements AssertHarness {
  private static final String MAIN = "grader_shared";
  private static final Pattern CHECK = Pattern.compile("(?m)^def check\\s*\\(");
  private static final Pattern CALLS_CHECK = Pattern.compile("(?m)^check\\s*\\(");

  @Override
  public AssertProgram prepare(Attempt attempt, CodeTask.Asserts asserts, String salt) {
    String tests = asserts.testCode();
    boolean checks = CHECK.matcher(tests).find() && !CALLS_CHECK.matcher(tests).find();
    ObjectNode task = Json.MAPPER.createObjectNode();
    task.put("test_code", tests);
    task.put("source", attempt.submission().source());
    task.put("check", checks && asserts.entryPoint() != null ? asserts.entryPoint() : "");
    Program program = attempt.program(List.of(MAIN + ".py"), MAIN);
    return new AssertProgram(
        Map.of(
            program.source(),
            Resources.text("python_shared.py"),
            "grader_task.json",
            task.toString()),
        program,
        List.of(),
        false,
        Tampering.signs(attempt.submission()));
  }
}
