package dev.rewardgrader.json;

/** Input that does not say what it must; the message is for the person who wrote it. */
public class InputException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String problem;

  /**
   * @param path the JSON path of the place, such as {@code $.task.tests[3].input}
   * @param problem what is wrong and what to do
   */
  public InputException(String path, String problem) {
    super(path + ": " + problem);
    this.path = path;
    this.problem = problem;
  }

  public String path() {
    return path;
  }

  public String problem() {
    return problem;
  }
}
