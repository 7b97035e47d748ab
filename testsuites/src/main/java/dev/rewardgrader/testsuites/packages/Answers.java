package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.rollout.CodeTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A submission of answers in place of a program (Kattis problem package format, {@code
 * submit-answer}). A file is the answer of the test whose name it has, with the folders of its
 * group or without; a file alone is the answer of a test alone. An answer is judged as the output
 * of a program that prints it.
 */
final class Answers {
  /** What prints an answer. */
  static final String LANGUAGE = "python";

  static final String PROGRAM =
      "import sys\nsys.stdout.buffer.write(open('answer.txt', 'rb').read())\n";

  private static final Pattern ENDING = Pattern.compile("(?i)\\.(?:out|ans|txt|output)$");

  private Answers() {}

  /**
   * The answers, by test.
   *
   * @param files of the submission, path to text
   * @param tests ids of all tests
   */
  static Map<String, String> of(Map<String, String> files, List<String> tests) {
    Map<String, String> answers = new HashMap<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      String name = ENDING.matcher(file.getKey()).replaceFirst("");
      List<String> named =
          tests.stream().filter(id -> id.equals(name) || id.endsWith("/" + name)).toList();
      // Of tests of one name, a secret one is meant.
      List<String> secret = named.stream().filter(id -> !id.startsWith("sample/")).toList();
      if (secret.size() == 1 || named.size() == 1) {
        answers.put(secret.size() == 1 ? secret.getFirst() : named.getFirst(), file.getValue());
      } else if (files.size() == 1 && tests.size() == 1) {
        answers.put(tests.getFirst(), file.getValue());
      }
    }
    return answers;
  }

  /** The task with those of its tests that have an answer; null where none has. */
  static CodeTask.Stdio printed(CodeTask.Stdio form, Map<String, String> answers) {
    List<CodeTask.StdioTest> tests = new ArrayList<>();
    for (CodeTask.StdioTest test : form.tests()) {
      String answer = answers.get(test.id());
      if (answer != null) {
        tests.add(
            new CodeTask.StdioTest(
                test.id(),
                test.input(),
                test.outputs(),
                test.points(),
                test.group(),
                List.of(),
                Map.of("answer.txt", answer)));
      }
    }
    return tests.isEmpty() ? null : new CodeTask.Stdio(tests);
  }

  /** What a secret test comes to that has no answer; samples may go without. */
  static List<TestResult> missing(CodeTask.Stdio form, Map<String, String> answers) {
    List<TestResult> missing = new ArrayList<>();
    for (CodeTask.StdioTest test : form.tests()) {
      if (!answers.containsKey(test.id()) && !test.id().startsWith("sample/")) {
        missing.add(
            new TestResult(
                test.id(),
                test.group(),
                test.points(),
                Verdict.WRONG_ANSWER,
                null,
                Duration.ZERO,
                0,
                "there is no answer"));
      }
    }
    return missing;
  }
}
