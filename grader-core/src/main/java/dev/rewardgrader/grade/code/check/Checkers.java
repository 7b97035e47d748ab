package dev.rewardgrader.grade.code.check;

import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.CodeTask;

/** Makes checkers from what tasks say. */
public final class Checkers {
  private Checkers() {}

  /**
   * The checker of a task whose programs print.
   *
   * @throws InputException when type or options are not known; the path is {@code $.checker}
   */
  public static OutputChecker of(CodeTask.Checker checker) throws InputException {
    return CheckerReader.read(checker, CheckerReader.Form.PRINTED, "$.checker");
  }

  /**
   * The checker of a task whose functions return: actual and expected are JSON. Where the task
   * names no checker, values are compared as {@code json} does.
   *
   * @throws InputException when type or options are not known; the path is {@code $.checker}
   */
  public static OutputChecker ofCalls(CodeTask.Checker checker) throws InputException {
    return CheckerReader.read(checker, CheckerReader.Form.RETURNED, "$.checker");
  }

  /** Whether the checker is a program, which needs a sandbox of its own. */
  public static boolean isProgram(CodeTask.Checker checker) {
    return checker.type().equals("program");
  }
}
