package dev.rewardgrader.rollout;

/** One line of a rollout file: a rollout, or what is wrong with it. */
public sealed interface RolloutLine {

  /** The file, as messages name it. */
  String file();

  /** The line's number, from 1. */
  long line();

  record Good(String file, long line, Rollout rollout) implements RolloutLine {}

  /**
   * @param id the rollout's id where it could be read, else null
   * @param path the JSON path of the problem
   * @param problem what is wrong and what to do
   */
  record Bad(String file, long line, String id, String path, String problem)
      implements RolloutLine {

    /** {@code file:line: path: problem}. */
    public String message() {
      return file + ":" + line + ": " + path + ": " + problem;
    }
  }
}
