package dev.rewardgrader.grade.swe;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Signs in a log that the environment broke, and not the patch (SWE-bench 5.x, {@code
 * infra_failure.py}). A log can be made to show any of them, so they only advise.
 *
 * @param reason the key that reports carry
 * @param tier whether a patch of the source could cause it too
 */
public record InfraFailure(String reason, Tier tier) {
  /** How sure the sign is. */
  public enum Tier {
    /** No patch of the source plausibly causes it. */
    ENVIRONMENT,
    /** A bad patch can cause it as well. */
    AMBIGUOUS
  }

  private record Sign(InfraFailure failure, List<String> words, Pattern pattern) {}

  /** In the order in which they are tried; the first that is found counts. */
  private static final List<Sign> SIGNS =
      List.of(
          words("browser_launch_failed", "Failed to launch", "Failed to connect to the bus"),
          words(
              "display_unavailable",
              "cannot open display",
              "Missing X server",
              "unable to open X display"),
          new Sign(
              new InfraFailure("out_of_memory", Tier.ENVIRONMENT),
              List.of("Cannot allocate memory", "OutOfMemoryError"),
              Pattern.compile("(?<![^\\n])Killed(?![^\\n])")),
          words(
              "container_unavailable",
              "Error response from daemon",
              "Cannot connect to the Docker daemon"),
          words(
              "network_unreachable",
              "Could not resolve host",
              "Temporary failure in name resolution"),
          ambiguous(
              "missing_module", "Cannot find module", "MODULE_NOT_FOUND", "ModuleNotFoundError"),
          ambiguous("no_tests_collected", "no tests ran", "collected 0 items"),
          new Sign(
              new InfraFailure("tests_timed_out", Tier.AMBIGUOUS),
              List.of(),
              Pattern.compile("Timeout error: \\p{Nd}++ seconds exceeded")));

  private static Sign words(String reason, String... words) {
    return new Sign(new InfraFailure(reason, Tier.ENVIRONMENT), List.of(words), null);
  }

  private static Sign ambiguous(String reason, String... words) {
    return new Sign(new InfraFailure(reason, Tier.AMBIGUOUS), List.of(words), null);
  }

  /** The first sign that a log shows. */
  public static Optional<InfraFailure> in(String log) {
    for (Sign sign : SIGNS) {
      boolean found = sign.words().stream().anyMatch(log::contains);
      if (found || (sign.pattern() != null && sign.pattern().matcher(log).find())) {
        return Optional.of(sign.failure());
      }
    }
    return Optional.empty();
  }
}
