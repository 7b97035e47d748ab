package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.SweEngineException;

/**
 * How a patch was applied, or that it was not.
 *
 * @param how the command that did it
 * @param output of the last command that was tried
 */
record Application(boolean applied, String how, String output) {
  private static final int ALREADY = 8;
  private static final int NO_PROGRAM = 12;

  /** The public harness's attempts, in the order of {@code apply.sh}. */
  private static final String[] ATTEMPTS = {
    "git apply --verbose",
    "git apply --verbose --3way",
    "git apply --verbose --reject",
    "patch --batch --forward --fuzz=5 -p1 -i"
  };

  /**
   * Of the number with which {@code apply.sh} ends; an empty patch is applied by nothing.
   *
   * @throws SweEngineException if the image has no program to do it
   */
  static Application of(String patch, int number, String output) throws SweEngineException {
    if (number == NO_PROGRAM) {
      throw new SweEngineException(
          "image-tools",
          "the image has neither git nor patch, so that no patch can be applied",
          false,
          null);
    }
    if (patch.isEmpty()) {
      return new Application(true, "nothing", "");
    }
    if (number >= 0 && number < ATTEMPTS.length) {
      return new Application(true, ATTEMPTS[number], output);
    }
    return number == ALREADY
        ? new Application(true, "already applied", output)
        : new Application(false, "", output);
  }
}
