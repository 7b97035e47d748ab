package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.SweEngineException;

/**
 * What was done before anything of the patch runs.
 *
 * @param historyCut whether all commits were removed but the one that is checked out
 * @param before what differed before the patch was applied
 * @param gitWritten whether the patch wrote into git's own folder
 * @param after what differs since
 * @param setup null unless the tests were set up too
 */
record Preparation(
    boolean historyCut,
    Changes before,
    Application application,
    boolean gitWritten,
    Changes after,
    SetUp setup) {
  private static final int GIT_WRITTEN = 10;
  private static final int PARTS = 5;
  private static final int MOST_TOLD = 500;
  private static final int PARTS_WITH_SETUP = 8;

  /**
   * What setting up the tests printed, and how the repository looks since.
   *
   * @param output of the set-up
   */
  record SetUp(String output, Workspace.Look look) {}

  /** The last line of what was printed last. */
  private static String end(String[] parts) {
    String last = parts[parts.length - 1].strip();
    last = last.substring(last.lastIndexOf('\n') + 1).strip();
    return last.substring(Math.max(0, last.length() - MOST_TOLD));
  }

  /**
   * Takes apart what {@code prepare.sh} printed.
   *
   * @throws SweEngineException if it did not come to its end
   */
  static Preparation of(Cut cut, String output, String patch) throws SweEngineException {
    String[] parts = cut.split(output, -1);
    if (parts.length != PARTS && parts.length != PARTS_WITH_SETUP) {
      // Nothing of the patch has run: whatever it is, it is no fault of the patch.
      throw new SweEngineException(
          "repository",
          "the repository of the image cannot be prepared: " + end(parts),
          false,
          null);
    }
    int number = Integer.parseInt(parts[3]);
    return new Preparation(
        parts[0].equals("0"),
        Changes.of(parts[1]),
        Application.of(patch, number, parts[2]),
        number == GIT_WRITTEN,
        Changes.of(parts[4]),
        parts.length == PARTS
            ? null
            : new SetUp(parts[5], new Workspace.Look(Changes.of(parts[6]), parts[7])));
  }
}
