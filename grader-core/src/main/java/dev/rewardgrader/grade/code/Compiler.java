package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.language.Command;
import dev.rewardgrader.sandbox.language.Program;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a program's sources into the sandbox and compiles them under limits of their own. */
final class Compiler {
  private static final int SHOWN = 2000;

  /**
   * What compiling came to.
   *
   * @param failure why there is no program, or null
   */
  record Compilation(Outcome failure, Duration time) {
    private static final Compilation NONE = new Compilation(null, Duration.ZERO);

    static Compilation failed(Outcome failure) {
      return new Compilation(failure, Duration.ZERO);
    }
  }

  private Compiler() {}

  /** Puts a submission that is one program with its files, and compiles it. */
  static Compilation compile(Attempt attempt, Program program)
      throws SandboxException, GraderFault {
    Map<String, String> files = attempt.files();
    files.put(program.source(), attempt.submission().source());
    return compile(attempt, files, program, List.of());
  }

  /** Puts the files and compiles where the language asks for it. */
  static Compilation compile(
      Attempt attempt, Map<String, String> files, Program program, List<String> moreArguments)
      throws SandboxException, GraderFault {
    for (Map.Entry<String, String> file : files.entrySet()) {
      attempt.sandbox().put(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8), false);
    }
    Command command = attempt.language().compile();
    if (command == null) {
      return Compilation.NONE;
    }
    List<String> argv = new ArrayList<>(command.argvFor(program));
    argv.addAll(moreArguments);
    Execution execution =
        Execution.of(argv, attempt.language().compileLimits())
            .withEnv(command.env())
            .keepingFiles();
    ExecutionResult result = attempt.sandbox().run(execution);
    if (result.ending() == ExecutionResult.Ending.SIGNALED) {
      // A compiler that dies of a source dies of it again; one that dies of something else does
      // not.
      result = attempt.sandbox().run(execution);
    }
    if (result.ending() == ExecutionResult.Ending.START_FAILED) {
      throw GraderFault.permanent(
          "no-tool",
          "the compiler of %s cannot be run: %s"
              .formatted(attempt.language().name(), result.detail()),
          null);
    }
    return new Compilation(failure(result), result.wallTime());
  }

  private static Outcome failure(ExecutionResult result) {
    return switch (result.ending()) {
      case EXITED ->
          result.exitCode() == 0
              ? null
              : failure("compiler-message", messageOf(result, result.exitCode()));
      case SIGNALED -> failure("compiler-died", "the compiler died: " + messageOf(result, -1));
      case CPU_LIMIT, WALL_LIMIT -> failure("compile-time", "compiling takes too long");
      case MEMORY_LIMIT -> failure("compile-memory", "compiling needs too much memory");
      case OUTPUT_LIMIT -> failure("compile-output", "the compiler wrote too much");
      case START_FAILED -> throw new IllegalStateException("handled before");
    };
  }

  private static Outcome failure(String code, String message) {
    return new Outcome(Verdict.COMPILE_ERROR, code, message);
  }

  private static String messageOf(ExecutionResult result, int exitCode) {
    String text = new String(result.stderr(), StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      text = new String(result.stdout(), StandardCharsets.UTF_8).strip();
    }
    return text.isEmpty()
        ? "the compiler exited with status " + exitCode
        : Endings.shortened(text, SHOWN);
  }
}
