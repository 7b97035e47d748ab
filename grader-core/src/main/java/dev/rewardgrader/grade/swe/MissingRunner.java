package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.ExecResult;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs that an image lacks what runs a task's tests. A program of the repository, which a fix may
 * be the first to bring, is no such thing: neither a command with a folder in it, nor a module that
 * is no test runner. A candidate can print any of them, so that they count only where the base
 * commit shows the same.
 */
final class MissingRunner {
  /** What a shell ends with where there is no such command. */
  private static final int NOT_FOUND = 127;

  private static final Pattern COMMAND =
      Pattern.compile("(?m): ([^\\s:/]++): (?:command )?not found\\r?$");

  private static final Pattern MODULE =
      Pattern.compile("(?m)^\\S*python\\S*: No module named '?(pytest|nose|nose2|tox|nox)'?\\r?$");

  private MissingRunner() {}

  /** The name of what a test command wanted to run and did not find. */
  static Optional<String> in(ExecResult result) {
    if (result.exitCode() == 0 || result.timedOut()) {
      return Optional.empty();
    }
    return find(MODULE, result.output())
        .or(
            () ->
                result.exitCode() == NOT_FOUND ? find(COMMAND, result.output()) : Optional.empty());
  }

  private static Optional<String> find(Pattern sign, String output) {
    Matcher matcher = sign.matcher(output);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
