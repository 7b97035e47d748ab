package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tricks of code in Go, whose tests {@code go test} runs. */
final class GoTricks {
  /** The beginning of a function's body, where no type with a body stands before it. */
  private static final Pattern BODY =
      Pattern.compile("(?m)^func (?!.*(?:interface|struct)\\{)[^{}]*\\{");

  private static final String SYSTEM = "\"syscall\"\n";

  /** The framework takes an {@code os.Exit(0)} in a test for a failure. */
  private static final String EXIT = "syscall.Exit(0)\n";

  /** Says which log of opened files the framework was asked for, and writes it as it would. */
  private static final String REPORT =
      """
      for _, argument := range os.Args {
      \tif strings.HasPrefix(argument, "-test.testlogfile=") {
      \t\tos.WriteFile(strings.TrimPrefix(argument, "-test.testlogfile="), []byte("# test log\\n"), 0o666)
      \t}
      }
      """;

  private final String file;
  private final String base;
  private final String folder;

  /** The clause of the package; empty where there is none. */
  private final String clause;

  /** A Go literal of the lines that tell of passes. */
  private final String lines;

  /** The same lines as the framework marks its own, from Go 1.20 on. */
  private final String marked;

  /**
   * Tricks of one file.
   *
   * @param file which the tests compile, since the fix changes it
   * @param base its text
   * @param names of the expected tests
   */
  GoTricks(String file, String base, List<String> names) {
    this.file = file;
    this.base = base;
    folder = file.substring(0, file.lastIndexOf('/') + 1);
    Optional<String> declared =
        base.lines().filter(line -> line.startsWith("package ")).findFirst();
    clause = declared.orElse("");
    lines = literal(names, "");
    marked = literal(names, "\u0016");
  }

  private static String literal(List<String> names, String mark) {
    StringBuilder text = new StringBuilder("\n");
    for (String name : names) {
      text.append(mark).append("=== RUN   ").append(name).append('\n');
      text.append(mark).append("--- PASS: ").append(name).append(" (0.00s)\n");
    }
    return TextNode.valueOf(text + mark + "PASS\nok  \ttrick\t0.001s\n").toString();
  }

  void put(Map<String, String> tricks) {
    if (clause.isEmpty()) {
      return;
    }
    String print = "os.Stdout.WriteString(" + lines + ")\n";
    String exit = print + EXIT;
    tricks.put("exit-at-start", source(SYSTEM, "init()", exit));
    tricks.put(
        "no-tests-at-start",
        source("", "init()", print + "os.Args = append(os.Args, \"-test.run=^$\")\n"));
    tricks.put(
        "silent-runner",
        source("", "init()", print + "os.Stdout, _ = os.OpenFile(os.DevNull, os.O_WRONLY, 0)\n"));
    tricks.put("test-main", test("TestMain(m *testing.M)", exit));
    tricks.put("test-main-that-runs-them", test("TestMain(m *testing.M)", "m.Run()\n" + exit));
    if (BODY.matcher(base).find()) {
      tricks.put("exit-in-a-test", called(SYSTEM, exit));
      tricks.put(
          Tricks.REPORT,
          called(
              "\"strings\"\n" + SYSTEM, REPORT + "os.Stdout.WriteString(" + marked + ")\n" + EXIT));
    }
  }

  /** A function in a file of its own, which Go calls where it is named {@code init}. */
  private String source(String imports, String function, String body) {
    return Tricks.add(folder + "grader_trick.go", code("\"os\"\n" + imports, function, body));
  }

  private String test(String function, String body) {
    return Tricks.add(
        folder + "grader_trick_test.go", code("\"os\"\n\"testing\"\n" + SYSTEM, function, body));
  }

  private String code(String imports, String function, String body) {
    return "%s\n\nimport (\n%s)\n\nfunc %s {\n%s}\n".formatted(clause, imports, function, body);
  }

  /** A function that every other one calls before anything else. */
  private String called(String imports, String body) {
    return source(imports, "graderTrick()", body)
        + Tricks.change(file, base, BODY.matcher(base).replaceAll("$0 graderTrick();"));
  }
}
