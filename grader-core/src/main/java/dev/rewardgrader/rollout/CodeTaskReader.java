package dev.rewardgrader.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.StrictObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads tasks of code: how a candidate is tried, by what tests, under which limits. */
final class CodeTaskReader {
  private static final Pattern ENTRY_POINT =
      Pattern.compile(
          "(?:[\\p{L}_$][\\p{L}\\p{N}_$]*(?:\\(\\))?(?:\\.|::))*[\\p{L}_$][\\p{L}\\p{N}_$]*");

  /** More than these is a slip of the unit; a day, and a tebibyte. */
  private static final long MOST_TIME_MS = 86_400_000L;

  private static final long MOST_PASSES = 1000;

  private static final Pattern FILE_NAME =
      Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,99}");
  private static final Pattern FILE_PATH = Pattern.compile("(?!.*(?:^|/)\\.{0,2}(?:/|$))[^\\x00]+");

  private static final long MOST_MEMORY_MB = 1L << 20;
  private static final long MOST_OUTPUT_BYTES = 1L << 40;

  private CodeTaskReader() {}

  static CodeTask read(StrictObject object, String id, String policy) throws InputException {
    String entryPoint = object.string("entry_point", null);
    if (entryPoint != null && !ENTRY_POINT.matcher(entryPoint.strip()).matches()) {
      throw new InputException(
          object.path("entry_point"),
          "'%s' is not a function's name, such as two_sum or Solution().twoSum"
              .formatted(entryPoint));
    }
    String testCode = object.string("test_code", null);
    CodeTask.TestForm form;
    if (testCode != null) {
      if (object.has("tests")) {
        throw new InputException(object.path("tests"), "give either tests or test_code, not both");
      }
      if (testCode.isBlank()) {
        throw new InputException(
            object.path("test_code"), "empty: a task without tests cannot be judged");
      }
      form = new CodeTask.Asserts(testCode, entryPoint);
    } else if (entryPoint != null) {
      form = new CodeTask.Calls(entryPoint, callTests(object));
    } else if (object.has("interactor")) {
      form = interactive(object);
    } else {
      form = stdio(object);
    }
    return new CodeTask(
        id,
        policy,
        object.string("language", "auto"),
        form,
        checker(object),
        limits(object.object("limits")),
        object.string("prefix", ""),
        object.stringMap("files"),
        TaskReader.options(object),
        object.bool("multi_file", false),
        SubtaskReader.read(object, groups(form)));
  }

  private static Set<String> groups(CodeTask.TestForm form) {
    Set<String> groups = new HashSet<>();
    switch (form) {
      case CodeTask.Stdio stdio -> stdio.tests().forEach(test -> groups.add(test.group()));
      case CodeTask.Interactive talks -> talks.tests().forEach(test -> groups.add(test.group()));
      case CodeTask.Calls calls -> calls.tests().forEach(test -> groups.add(test.group()));
      case CodeTask.Asserts asserts -> {}
    }
    return groups;
  }

  private static CodeTask.Interactive interactive(StrictObject object) throws InputException {
    JsonNode checker = object.any("checker");
    if (checker != null && !checker.path("type").asText().equals("program")) {
      throw new InputException(
          object.path("checker"),
          "the interactor judges; only a program that reads its output can stand behind it");
    }
    JsonNode interactor = object.required("interactor");
    if (!interactor.isObject()) {
      throw new InputException(
          object.path("interactor"), "expected an object with language and source");
    }
    return new CodeTask.Interactive(stdioTests(object), interactor, passes(object));
  }

  private static CodeTask.Stdio stdio(StrictObject object) throws InputException {
    String input = fileName(object, "input_file");
    String output = fileName(object, "output_file");
    if (input != null && input.equals(output)) {
      throw new InputException(object.path("output_file"), "is the input's file, too");
    }
    return new CodeTask.Stdio(stdioTests(object), input, output, passes(object));
  }

  private static String fileName(StrictObject object, String field) throws InputException {
    String name = object.string(field, null);
    if (name != null && !FILE_NAME.matcher(name).matches()) {
      throw new InputException(
          object.path(field), "'%s' is no plain file name, such as input.txt".formatted(name));
    }
    return name;
  }

  private static int passes(StrictObject object) throws InputException {
    long passes = object.positiveLong("passes").orElse(1);
    if (passes > MOST_PASSES) {
      throw new InputException(
          object.path("passes"), "%d runs of a test: at most %d".formatted(passes, MOST_PASSES));
    }
    return (int) passes;
  }

  private static List<CodeTask.StdioTest> stdioTests(StrictObject task) throws InputException {
    List<CodeTask.StdioTest> tests = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode node : requiredTests(task)) {
      StrictObject test = StrictObject.of(node, task.path("tests") + "[" + tests.size() + "]");
      List<String> outputs = new ArrayList<>(test.strings("outputs"));
      if (test.has("output")) {
        outputs.addFirst(test.string("output"));
      }
      if (outputs.isEmpty() && !task.has("checker") && !task.has("interactor")) {
        throw new InputException(test.path("output"), "missing: what must the program print?");
      }
      tests.add(
          new CodeTask.StdioTest(
              id(test, tests.size(), ids),
              test.string("input", ""),
              outputs,
              points(test),
              test.text("group", null),
              test.strings("args"),
              files(test)));
      test.finish();
    }
    return tests;
  }

  private static Map<String, String> files(StrictObject test) throws InputException {
    Map<String, String> files = test.stringMap("files");
    for (String path : files.keySet()) {
      if (!FILE_PATH.matcher(path).matches()) {
        throw new InputException(
            test.path("files"), "'%s' is no path below the program's folder".formatted(path));
      }
    }
    return files;
  }

  private static List<CodeTask.CallTest> callTests(StrictObject task) throws InputException {
    List<CodeTask.CallTest> tests = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode node : requiredTests(task)) {
      StrictObject test = StrictObject.of(node, task.path("tests") + "[" + tests.size() + "]");
      if (!node.has("expected")) {
        throw new InputException(test.path("expected"), "missing: what must the call return?");
      }
      StrictObject kwargs = test.object("kwargs");
      JsonNode expected = test.any("expected");
      tests.add(
          new CodeTask.CallTest(
              id(test, tests.size(), ids),
              test.list("args"),
              kwargs == null ? Map.of() : new LinkedHashMap<>(kwargs.rest()),
              expected == null ? node.get("expected") : expected,
              points(test),
              test.text("group", null)));
      test.finish();
    }
    return tests;
  }

  private static List<JsonNode> requiredTests(StrictObject task) throws InputException {
    List<JsonNode> tests = task.list("tests");
    if (tests.isEmpty()) {
      throw new InputException(
          task.path("tests"), "missing or empty: a task without tests cannot be judged");
    }
    return tests;
  }

  private static String id(StrictObject test, int index, Set<String> ids) throws InputException {
    String id = test.text("id", Integer.toString(index + 1));
    if (!ids.add(id)) {
      throw new InputException(test.path("id"), "'" + id + "' is there twice");
    }
    return id;
  }

  private static double points(StrictObject test) throws InputException {
    double points = test.number("points").orElse(1);
    if (points < 0) {
      throw new InputException(test.path("points"), "must not be negative");
    }
    return points;
  }

  private static CodeTask.Checker checker(StrictObject task) throws InputException {
    JsonNode checker = task.any("checker");
    if (checker == null) {
      return new CodeTask.Checker("lines", null);
    }
    if (checker instanceof TextNode name) {
      return new CodeTask.Checker(name.textValue(), null);
    }
    StrictObject object = StrictObject.of(checker, task.path("checker"));
    return new CodeTask.Checker(object.string("type"), checker);
  }

  private static CodeTask.TaskLimits limits(StrictObject limits) throws InputException {
    if (limits == null) {
      return CodeTask.TaskLimits.NONE;
    }
    CodeTask.TaskLimits result =
        new CodeTask.TaskLimits(
            limit(limits, "time_ms", MOST_TIME_MS),
            limit(limits, "memory_mb", MOST_MEMORY_MB),
            limit(limits, "output_bytes", MOST_OUTPUT_BYTES));
    limits.finish();
    return result;
  }

  private static Long limit(StrictObject object, String field, long most) throws InputException {
    Long limit = object.positiveLong(field).stream().boxed().findFirst().orElse(null);
    if (limit != null && limit > most) {
      throw new InputException(
          object.path(field), "%d is no limit: at most %d".formatted(limit, most));
    }
    return limit;
  }
}
