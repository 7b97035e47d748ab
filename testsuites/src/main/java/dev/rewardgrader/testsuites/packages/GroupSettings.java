package dev.rewardgrader.testsuites.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what a folder of tests sets, in both formats, and what it takes over from around it. */
final class GroupSettings {
  /** The full score of a validator that may give any. */
  private static final double UNBOUNDED = 1e9;

  private static final List<String> OLD_KEYS =
      List.of(
          "on_reject",
          "grading",
          "grader_flags",
          "input_validator_flags",
          "output_validator_flags",
          "accept_score",
          "reject_score",
          "range");

  private static final List<String> NEW_KEYS =
      List.of(
          "scoring",
          "max_score",
          "score_aggregation",
          "require_pass",
          "args",
          "input_validator_args",
          "output_validator_args",
          "input_visualizer_args",
          "output_visualizer_args",
          "static_validation",
          "static_validation_score",
          "full_feedback",
          "hint",
          "description");

  private static final List<String> GRADER_FLAGS =
      List.of(
          "worst_error",
          "first_error",
          "no_errors",
          "always_accept",
          "sum",
          "avg",
          "min",
          "max",
          "ignore_sample",
          "accept_if_any_accepted");

  private final boolean scoring;
  private final boolean newFormat;
  private double largest;
  private boolean addsUp;

  GroupSettings(boolean scoring, boolean newFormat) {
    this.scoring = scoring;
    this.newFormat = newFormat;
    this.addsUp = scoring;
  }

  /**
   * What holds in a folder.
   *
   * @param accept the score of a test that is accepted; NaN for any that the validator gives
   * @param share what a folder in it may come to, where it does not say (new format)
   * @param args what submissions are told on their command line
   * @param breaks whether tests after the first failure are left out
   * @param custom whether the package's own grader puts the results together
   */
  record Own(
      double accept,
      double reject,
      double share,
      List<String> flags,
      List<String> args,
      List<String> validatorArgs,
      List<String> requires,
      boolean breaks,
      boolean custom) {}

  /** What the folder {@code data} starts from. */
  Own outermost() {
    List<String> flags = scoring ? List.of("ignore_sample") : List.of();
    return new Own(1, 0, 100, flags, List.of(), List.of(), List.of(), true, false);
  }

  /** Whether a submission's verdict is more than that of its first failed test. */
  boolean addsUp() {
    return addsUp;
  }

  /** The largest score that a test may have. */
  double largestScore() {
    return largest > 0 ? largest : UNBOUNDED;
  }

  /**
   * @param count of the tests that lie in the folder itself
   * @param folders in it
   */
  Own of(Path here, String name, Own around, int count, List<Path> folders)
      throws IOException, PackageException {
    Settings settings = settings(here);
    if (settings.has("static_validation_score")
        || !settings.text("static_validation", "false").equals("false")) {
      throw settings.error("static_validation", "static validators are not run");
    }
    return newFormat ? newOwn(settings, name, around, count, folders) : oldOwn(settings, around);
  }

  private Settings settings(Path here) throws IOException, PackageException {
    Path newer = here.resolve("test_group.yaml");
    Path file = Files.isRegularFile(newer) ? newer : here.resolve("testdata.yaml");
    Settings settings = Settings.read(file);
    List<String> known = new ArrayList<>(OLD_KEYS);
    known.addAll(NEW_KEYS);
    settings.refuseMisspelt(known);
    // A group's static validation may be a map of settings.
    if (settings.isMap("static_validation")) {
      throw settings.error("static_validation", "static validators are not run");
    }
    return settings;
  }

  private Own oldOwn(Settings settings, Own around) throws PackageException {
    boolean custom = isCustom(settings, around);
    List<String> flags = custom ? customFlags(settings, around) : graderFlags(settings, around);
    String reject = settings.text("on_reject", around.breaks ? "break" : "continue");
    boolean breaks =
        switch (reject) {
          case "break", "first_error" -> true;
          case "continue", "worst_error", "grade" -> false;
          default -> throw settings.error("on_reject", "'" + reject + "' is not break or continue");
        };
    range(settings);
    addsUp |=
        !breaks
            || custom
            || flags.contains("always_accept")
            || flags.contains("accept_if_any_accepted")
            || flags.contains("ignore_sample");
    return new Own(
        settings.number("accept_score", around.accept),
        settings.number("reject_score", around.reject),
        0,
        flags,
        args(settings, around),
        settings.has("output_validator_flags") ? validatorFlags(settings) : around.validatorArgs,
        List.of(),
        breaks,
        custom);
  }

  private static boolean isCustom(Settings settings, Own around) throws PackageException {
    String grading = settings.text("grading", around.custom ? "custom" : "default");
    return switch (grading) {
      case "custom" -> true;
      case "default" -> false;
      default -> throw settings.error("grading", "'" + grading + "' is not default or custom");
    };
  }

  /** What the default grader is told is nothing to a package's own. */
  private static List<String> customFlags(Settings settings, Own around) throws PackageException {
    return settings.has("grader_flags") || !around.custom
        ? settings.words("grader_flags")
        : around.flags;
  }

  private static List<String> args(Settings settings, Own around) throws PackageException {
    return settings.has("args") ? settings.words("args") : around.args;
  }

  /** A text of flags, or a map of a validator's name and its flags. */
  private static List<String> validatorFlags(Settings settings) throws PackageException {
    String key = "output_validator_flags";
    return settings.isMap(key) ? settings.map(key).words("flags") : settings.words(key);
  }

  private static List<String> graderFlags(Settings settings, Own around) throws PackageException {
    List<String> flags = settings.words("grader_flags");
    for (String flag : flags) {
      if (!GRADER_FLAGS.contains(flag)) {
        throw settings.error("grader_flags", "the default grader knows no '" + flag + "'");
      }
    }
    return flags.isEmpty() && !around.custom ? around.flags : flags;
  }

  private void range(Settings settings) throws PackageException {
    if (!settings.has("range")) {
      return;
    }
    List<String> ends = settings.words("range");
    if (ends.size() != 2 || ends.stream().anyMatch(e -> !e.matches("[-+]?(inf|[0-9.]{1,15})"))) {
      throw settings.error("range", "expected two numbers, such as '0 100'");
    }
    if (!ends.get(1).endsWith("inf")) {
      largest = Math.max(largest, Double.parseDouble(ends.get(1)));
    }
  }

  /** A group's score is shared by what lies in it ({@code sum}), or that of its least part. */
  private Own newOwn(Settings settings, String name, Own around, int count, List<Path> folders)
      throws IOException, PackageException {
    boolean outer = name.isEmpty();
    boolean secret = name.equals("secret");
    String aggregation =
        scoringText(settings, "aggregation", outer || secret ? "sum" : "pass-fail");
    if (!List.of("sum", "min", "pass-fail").contains(aggregation)) {
      throw settings.error(
          settings.has("scoring") ? "scoring.aggregation" : "score_aggregation",
          "'" + aggregation + "' is not sum, min or pass-fail");
    }
    double max = maxScore(settings, secret ? 100 : around.share);
    double part = max;
    if (aggregation.equals("sum") && !outer) {
      double given = 0;
      int open = count;
      for (Path folder : folders) {
        double own = maxScore(settings(folder), Double.NEGATIVE_INFINITY);
        open += own == Double.NEGATIVE_INFINITY ? 1 : 0;
        given += own == Double.NEGATIVE_INFINITY ? 0 : own;
      }
      if (scoring && given > max) {
        throw new PackageException(
            settings.file(), "the groups in it have " + given + " points, but it has " + max);
      }
      part = (max - given) / Math.max(1, open);
    }
    List<String> flags = new ArrayList<>(List.of(aggregation.equals("sum") ? "sum" : "min"));
    if (outer) {
      flags.add("ignore_sample");
    }
    if (!scoring) {
      flags.add("first_error");
    }
    if (scoring && count > 0 && Double.isFinite(part)) {
      largest = Math.max(largest, part);
    }
    return new Own(
        scoring ? part : 1,
        0,
        part,
        flags,
        args(settings, around),
        settings.has("output_validator_args")
            ? settings.words("output_validator_args")
            : around.validatorArgs,
        settings.has("scoring")
            ? settings.map("scoring").words("require_pass")
            : settings.words("require_pass"),
        false,
        false);
  }

  /** NaN where it is unbounded. */
  private static double maxScore(Settings settings, double fallback) throws PackageException {
    boolean nested = settings.has("scoring");
    Settings from = nested ? settings.map("scoring") : settings;
    String key = nested ? "score" : "max_score";
    if (from.text(key, "").equals("unbounded")) {
      return Double.NaN;
    }
    double score = from.number(key, fallback);
    if (from.has(key) && score < 0) {
      throw from.error(key, "must not be negative");
    }
    return score;
  }

  private static String scoringText(Settings settings, String key, String fallback)
      throws PackageException {
    return settings.has("scoring")
        ? settings.map("scoring").text(key, fallback)
        : settings.text("score_" + key, fallback);
  }

  /**
   * Only the outermost folder ignores samples; every folder inherits how scores add up. What the
   * samples' folder sets does not reach the secret tests.
   */
  Own inherited(Own own, String name, String below) {
    if (!name.isEmpty()) {
      return own;
    }
    boolean sample = below.equals("sample");
    List<String> flags =
        own.custom
            ? own.flags
            : own.flags.stream().filter(f -> !f.equals("ignore_sample")).toList();
    return new Own(
        sample ? 0 : own.accept,
        own.reject,
        sample ? 0 : own.share,
        flags,
        own.args,
        own.validatorArgs,
        List.of(),
        own.breaks,
        own.custom);
  }
}
