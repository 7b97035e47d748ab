package dev.rewardgrader.grade.swe;

/**
 * What is run once tests have passed, to show that the runner would have told of a failure.
 *
 * @param path of a file that is written before it, in the repository
 * @param content of that file
 * @param script in a process of its own; it is to fail
 * @param find as for the reports of the tests
 */
record Proof(String path, String content, String script, String find) {
  /** Whether a shell can hold it: there is no zero in it. */
  boolean isText() {
    return content.indexOf('\0') < 0 && script.indexOf('\0') < 0;
  }
}
