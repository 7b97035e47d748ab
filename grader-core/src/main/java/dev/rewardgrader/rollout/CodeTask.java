package dev.rewardgrader.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A programming problem.
 *
 * @param language a name or alias in {@code languages.yaml}, or {@code auto}
 * @param form how the candidate is tried
 * @param checker how an output is compared with the expected one
 * @param limits what a test run may use; an absent limit is the sandbox's default
 * @param prefix source text to put before the candidate's, such as the imports and the signature
 *     that the prompt showed; empty when none
 * @param files further files beside the candidate's program, path to content
 * @param options further options of the code grader, as given; null when none
 * @param multiFile whether the candidate is several files with names
 * @param subtasks groups of tests that earn points together; empty when none
 */
public record CodeTask(
    String id,
    String policy,
    String language,
    TestForm form,
    Checker checker,
    TaskLimits limits,
    String prefix,
    Map<String, String> files,
    JsonNode options,
    boolean multiFile,
    List<Subtask> subtasks)
    implements Task {

  public CodeTask {
    files = Map.copyOf(files);
    subtasks = List.copyOf(subtasks);
  }

  /** A task without subtasks, for a candidate of one file. */
  public CodeTask(
      String id,
      String policy,
      String language,
      TestForm form,
      Checker checker,
      TaskLimits limits,
      String prefix,
      Map<String, String> files,
      JsonNode options) {
    this(id, policy, language, form, checker, limits, prefix, files, options, false, List.of());
  }

  @Override
  public TaskKind kind() {
    return TaskKind.CODE;
  }

  /** How the candidate is tried. */
  public sealed interface TestForm {}

  /**
   * A whole program: standard input in, standard output compared.
   *
   * @param inputFile name of the file that the program reads in place of standard input, or null
   * @param outputFile name of the file that it writes in place of standard output, or null
   * @param passes how often a test may run the program, each time with the input that the checker
   *     wrote; 1 unless the checker asks for more
   */
  public record Stdio(List<StdioTest> tests, String inputFile, String outputFile, int passes)
      implements TestForm {
    public Stdio {
      tests = List.copyOf(tests);
    }

    /** Programs that use standard input and output, and run once a test. */
    public Stdio(List<StdioTest> tests) {
      this(tests, null, null, 1);
    }
  }

  /**
   * A whole program that talks to another one, the interactor, which judges it.
   *
   * @param tests input and answer are the interactor's alone
   * @param interactor the program: language, source and options as given
   * @param passes how often both may run at a test, as in {@link Stdio}
   */
  public record Interactive(List<StdioTest> tests, JsonNode interactor, int passes)
      implements TestForm {
    public Interactive {
      tests = List.copyOf(tests);
    }
  }

  /** A function called with JSON arguments; its result is compared outside the sandbox. */
  public record Calls(String entryPoint, List<CallTest> tests) implements TestForm {
    public Calls {
      tests = List.copyOf(tests);
    }
  }

  /**
   * Test source that is run together with the candidate.
   *
   * @param entryPoint the function that {@code check(candidate)} is called with, or null
   */
  public record Asserts(String testCode, String entryPoint) implements TestForm {}

  /**
   * @param outputs accepted outputs, at least one
   * @param points weight of the test, 1 unless given
   * @param group the subtask it belongs to, or null
   * @param args further words of the program's command line
   * @param files files that lie beside the program at this test, path to content
   */
  public record StdioTest(
      String id,
      String input,
      List<String> outputs,
      double points,
      String group,
      List<String> args,
      Map<String, String> files) {
    public StdioTest {
      outputs = List.copyOf(outputs);
      args = List.copyOf(args);
      files = Map.copyOf(files);
    }

    /** A test of what standard input alone decides. */
    public StdioTest(String id, String input, List<String> outputs, double points, String group) {
      this(id, input, outputs, points, group, List.of(), Map.of());
    }
  }

  /**
   * @param args positional arguments
   * @param kwargs keyword arguments
   * @param expected the result as JSON
   */
  public record CallTest(
      String id,
      List<JsonNode> args,
      Map<String, JsonNode> kwargs,
      JsonNode expected,
      double points,
      String group) {
    public CallTest {
      args = List.copyOf(args);
      kwargs = Map.copyOf(kwargs);
    }
  }

  /**
   * @param type the checker's name, such as {@code lines}, {@code tokens} or {@code float}
   * @param options its parameters, as given; null when none
   */
  public record Checker(String type, JsonNode options) {}

  /** Limits as the task names them; null where it names none. */
  public record TaskLimits(Long timeMs, Long memoryMb, Long outputBytes) {
    public static final TaskLimits NONE = new TaskLimits(null, null, null);
  }
}
