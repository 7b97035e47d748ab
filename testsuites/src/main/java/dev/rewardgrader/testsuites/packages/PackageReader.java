package dev.rewardgrader.testsuites.packages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.rollout.CodeTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a problem package's folder (Kattis problem package format, legacy and 2023-07; DOMjudge's
 * {@code domjudge-problem.ini} and {@code .timelimit} for the time limit).
 */
public final class PackageReader {
  private static final Pattern INI_LIMIT =
      Pattern.compile("^\\s{0,9}timelimit\\s{0,9}=\\s{0,9}['\"]?([^'\"\\s;]+)", Pattern.MULTILINE);

  private static final List<String> LIMITS =
      List.of(
          "time_limit",
          "time_multiplier",
          "time_multipliers",
          "time_safety_margin",
          "time_resolution",
          "memory",
          "output",
          "code",
          "compilation_time",
          "compilation_memory",
          "validation_time",
          "validation_memory",
          "validation_output",
          "validation_passes");

  private static final String INI = "domjudge-problem.ini";

  /** More than this is no limit but a slip, such as milliseconds. */
  private static final double MAX_SECONDS = 3600;

  private static final int MOST_PASSES = 1000;

  private final Path folder;
  private final Settings problem;
  private final Settings limits;
  private final String type;
  private final String validation;
  private final boolean newFormat;

  private PackageReader(Path folder, Settings problem) throws PackageException {
    this.folder = folder;
    this.problem = problem;
    this.limits = problem.map("limits");
    this.type = String.join(" ", problem.words("type"));
    this.validation = problem.text("validation", "default");
    String version = problem.text("problem_format_version", "legacy");
    this.newFormat = version.startsWith("20") || version.equals("draft");
    if (!newFormat && !version.startsWith("legacy")) {
      throw problem.error("problem_format_version", "'" + version + "' is not known");
    }
  }

  /**
   * @throws PackageException naming the file, the key and what is wrong with it
   */
  public static ProblemPackage read(Path folder) throws IOException, PackageException {
    if (!Files.isDirectory(folder)) {
      throw new PackageException(folder, "is no folder and no zip archive");
    }
    Path root = root(folder);
    try {
      Settings problem = Settings.read(root.resolve("problem.yaml"));
      return new PackageReader(root, problem).problem(root.resolve("data"));
    } catch (UncheckedIOException e) {
      // A walk through folders ends so, such as one of links in a circle.
      throw new PackageException(root, "cannot be read: " + e.getCause().getMessage());
    }
  }

  /** The folder itself, or the only one in it that is a package. */
  private static Path root(Path folder) throws IOException, PackageException {
    if (Files.isDirectory(folder.resolve("data"))) {
      return folder;
    }
    List<Path> inside =
        sorted(folder).stream().filter(one -> Files.isDirectory(one.resolve("data"))).toList();
    if (inside.isEmpty()) {
      throw new PackageException(folder, "has no folder 'data': is it a problem package?");
    }
    if (inside.size() > 1) {
      List<String> names = inside.stream().map(one -> one.getFileName().toString()).toList();
      throw new PackageException(
          folder, "holds several packages, name one of them: " + String.join(", ", names));
    }
    return inside.getFirst();
  }

  private ProblemPackage problem(Path data) throws IOException, PackageException {
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    limits.refuseMisspelt(LIMITS);
    checkType();
    boolean scoring = type.contains("scoring");
    DataReader reader = new DataReader(scoring, newFormat);
    TestGroup group = reader.read(data);
    double maxScore = customScores() ? reader.settings().largestScore() : 1;
    List<CodeTask> tasks = new ArrayList<>();
    Map<List<String>, List<CodeTask.StdioTest>> byArgs = new LinkedHashMap<>();
    for (PackageTest test : reader.tests()) {
      byArgs.computeIfAbsent(test.validatorArgs(), args -> new ArrayList<>()).add(test.test());
    }
    Timing timing = timing();
    for (Map.Entry<List<String>, List<CodeTask.StdioTest>> one : byArgs.entrySet()) {
      tasks.add(task(name, one.getValue(), one.getKey(), maxScore, timing));
    }
    ObjectNode grader =
        ProblemPackage.needsGrader(group)
            ? Validator.described(Validator.only(folder.resolve("graders"), "grader"))
            : null;
    List<String> notes = new ArrayList<>(reader.notes());
    if (!Files.isRegularFile(problem.file()) && !Files.isRegularFile(folder.resolve(INI))) {
      notes.add("problem.yaml is missing: the defaults of the legacy format hold");
    }
    List<String> order = reader.tests().stream().map(test -> test.test().id()).toList();
    SubmissionsReader submissions =
        new SubmissionsReader(folder, newFormat, type.contains("submit-answer") ? order : null);
    submissions.read();
    return new ProblemPackage(
        name,
        tasks,
        order,
        group,
        scoring,
        reader.settings().addsUp(),
        maxScore,
        timing,
        submissions.found(),
        submissions.skipped(),
        grader,
        notes);
  }

  private void checkType() throws PackageException {
    List<String> known =
        List.of("pass-fail", "scoring", "interactive", "multi-pass", "submit-answer");
    for (String word : problem.words("type")) {
      if (!known.contains(word)) {
        throw problem.error("type", "'" + word + "' is not one of " + String.join(", ", known));
      }
    }
    boolean runs = type.contains("interactive") || isMultiPass();
    if (type.contains("submit-answer") && runs) {
      throw problem.error("type", "answers cannot be submitted where a program must run");
    }
    if (!validation.matches("(default|custom)\\b.*")) {
      throw problem.error("validation", "'" + validation + "' is neither default nor custom");
    }
  }

  private CodeTask task(
      String name,
      List<CodeTask.StdioTest> tests,
      List<String> args,
      double maxScore,
      Timing timing)
      throws IOException, PackageException {
    List<String> flags = new ArrayList<>(problem.words("validator_flags"));
    flags.addAll(args);
    Validator validator = new Validator(folder, flags, limits);
    boolean interactive = type.contains("interactive") || validation.contains("interactive");
    return new CodeTask(
        name,
        null,
        "auto",
        interactive
            ? new CodeTask.Interactive(tests, validator.program(maxScore), passes())
            : new CodeTask.Stdio(tests, null, null, passes()),
        interactive
            ? new CodeTask.Checker("lines", null)
            : validator.checker(validation.startsWith("custom") || isMultiPass(), maxScore),
        taskLimits(timing),
        "",
        Map.of(),
        null);
  }

  private boolean isMultiPass() {
    return type.contains("multi-pass") || validation.contains("multi-pass");
  }

  /** How often a test may run a submission. */
  private int passes() throws PackageException {
    if (!isMultiPass()) {
      return 1;
    }
    double passes = limits.positive("validation_passes", 2);
    if (passes != Math.rint(passes) || passes < 2 || passes > MOST_PASSES) {
      throw limits.error("validation_passes", "expected a whole number from 2 to " + MOST_PASSES);
    }
    return (int) passes;
  }

  /** Whether the validator gives scores of its own, in the problem's unit. */
  private boolean customScores() throws IOException, PackageException {
    if (!newFormat) {
      return validation.contains("score");
    }
    Path validator = folder.resolve("output_validator");
    return type.contains("scoring")
        && Files.isDirectory(validator)
        && Sources.files(validator).values().stream().anyMatch(text -> text.contains("score.txt"));
  }

  private CodeTask.TaskLimits taskLimits(Timing timing) throws PackageException {
    double memory = limits.positive("memory", 0);
    double output = limits.positive("output", 0);
    return new CodeTask.TaskLimits(
        timing.millis(),
        memory > 0 ? (long) Math.max(1, memory) : null,
        output > 0 ? (long) (output * (1 << 20)) : null);
  }

  private Timing timing() throws IOException, PackageException {
    boolean nested = limits.has("time_multipliers");
    double multiplier =
        nested
            ? limits.map("time_multipliers").positive("ac_to_time_limit", 2)
            : limits.positive("time_multiplier", newFormat ? 2 : 5);
    double resolution = limits.positive("time_resolution", 1);
    return new Timing(seconds(), multiplier, resolution, !newFormat);
  }

  /** The time limit that the package names, or NaN. */
  private double seconds() throws IOException, PackageException {
    Path ini = folder.resolve(INI);
    if (Files.isRegularFile(ini)) {
      Matcher found = INI_LIMIT.matcher(Sources.withoutMark(Sources.text(ini)));
      if (found.find()) {
        return seconds(found.group(1), ini, "timelimit: ");
      }
    }
    if (limits.has("time_limit")) {
      double seconds = limits.positive("time_limit", 0);
      if (seconds > MAX_SECONDS) {
        throw limits.error("time_limit", seconds + " seconds are more than an hour");
      }
      return seconds;
    }
    Path file = folder.resolve(".timelimit");
    return Files.isRegularFile(file)
        ? seconds(Sources.withoutMark(Sources.text(file)).strip(), file, "")
        : Double.NaN;
  }

  private static double seconds(String text, Path file, String key) throws PackageException {
    double seconds;
    try {
      seconds = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new PackageException(file, key + "'" + text + "' is no number of seconds");
    }
    if (!(seconds > 0) || seconds > MAX_SECONDS) {
      throw new PackageException(
          file, key + "must be more than 0 seconds and at most an hour, not " + text);
    }
    return seconds;
  }

  /** The entries of a folder that are not hidden, by name. */
  static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(p -> !p.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }
}
