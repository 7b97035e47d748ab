package dev.rewardgrader.grade.swe;

import java.util.UUID;

/** A line between the outputs of one command's steps, which nothing can know beforehand. */
final class Cut {
  private final String line = "grader-" + UUID.randomUUID();

  /** The line itself, for a script to print; a newline stands before it. */
  String line() {
    return line;
  }

  /** The outputs of the steps, the last one with all that is left once there are so many. */
  String[] split(String output, int most) {
    return output.split("\n" + line + "\n", most);
  }

  /** Shell words that print the line. */
  String print() {
    return "printf '\\n%s\\n' " + line + "\n";
  }
}
