package dev.rewardgrader.testsuites.packages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.rollout.CodeTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a problem package's folder (Kattis problem package format, legacy and 2023-07; DOMjudge's
 * {@code domjudge-problem.ini} and {@code .timelimit} for the time limit).
 */
public final class PackageReader {
  private static final Pattern INI_LIMIT =
      Pattern.compile("^timelimit\\s{0,9}=\\s{0,9}['\"]?([0-9.]{1,12})", Pattern.MULTILINE);

  /** Where a package leaves its time limit to be measured. */
  private static final double DEFAULT_SECONDS = 10;

  private final Path folder;
  private final JsonNode problem;
  private final String type;
  private final boolean newFormat;

  private PackageReader(Path folder, JsonNode problem) {
    this.folder = folder;
    this.problem = problem;
    this.type = problem.path("type") + " " + problem.path("validation").asText();
    this.newFormat = problem.path("problem_format_version").asText("legacy").startsWith("20");
  }

  /**
   * @throws PackageException naming the file and what is wrong with it
   */
  public static ProblemPackage read(Path folder) throws IOException, PackageException {
    Path data = folder.resolve("data");
    if (!Files.isDirectory(data)) {
      throw new PackageException(folder, "has no folder 'data': is it a problem package?");
    }
    return new PackageReader(folder, Yaml.read(folder.resolve("problem.yaml"))).problem(data);
  }

  private ProblemPackage problem(Path data) throws IOException, PackageException {
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    for (String unknown : List.of("multi-pass", "submit-answer")) {
      if (type.contains(unknown)) {
        throw new PackageException(
            folder.resolve("problem.yaml"), unknown + " problems are not judged");
      }
    }
    boolean scoring = type.contains("scor");
    DataReader reader = new DataReader(scoring, newFormat);
    TestGroup group = reader.read(data);
    List<String> flags = new ArrayList<>(Yaml.words(problem.path("validator_flags")));
    flags.addAll(reader.validatorFlags());
    Validator validator = new Validator(folder, flags);
    double maxScore = customScores() ? reader.largestScore() : 1;
    boolean custom = problem.path("validation").asText("default").startsWith("custom");
    boolean interactive = type.contains("interactive");
    CodeTask task =
        new CodeTask(
            name,
            null,
            "auto",
            interactive
                ? new CodeTask.Interactive(reader.tests(), validator.program(maxScore))
                : new CodeTask.Stdio(reader.tests()),
            interactive ? new CodeTask.Checker("lines", null) : validator.checker(custom, maxScore),
            limits(),
            "",
            Map.of(),
            null);
    return new ProblemPackage(name, task, group, scoring, maxScore, submissions());
  }

  /** Whether the validator gives scores of its own, in the problem's unit. */
  private boolean customScores() throws IOException {
    if (!newFormat) {
      return type.contains("score");
    }
    Path validator = folder.resolve("output_validator");
    if (!type.contains("scoring") || !Files.isDirectory(validator)) {
      return false;
    }
    Sources sources = Sources.read(validator);
    return sources != null
        && sources.files().values().stream().anyMatch(text -> text.contains("score.txt"));
  }

  private CodeTask.TaskLimits limits() throws IOException, PackageException {
    JsonNode limits = problem.path("limits");
    double seconds = limits.path("time_limit").asDouble(0);
    Path ini = folder.resolve("domjudge-problem.ini");
    Path file = folder.resolve(".timelimit");
    if (Files.isRegularFile(ini)) {
      Matcher found = INI_LIMIT.matcher(Sources.text(ini));
      if (found.find()) {
        seconds = seconds(found.group(1), ini);
      }
    } else if (seconds <= 0 && Files.isRegularFile(file)) {
      seconds = seconds(Sources.text(file).strip(), file);
    }
    long memory = limits.path("memory").asLong(0);
    long output = limits.path("output").asLong(0);
    return new CodeTask.TaskLimits(
        Math.round(1000 * (seconds > 0 ? seconds : DEFAULT_SECONDS)),
        memory > 0 ? memory : null,
        output > 0 ? output << 20 : null);
  }

  private static double seconds(String text, Path file) throws PackageException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new PackageException(file, "'" + text + "' is no number of seconds");
    }
  }

  private List<PackageSubmission> submissions() throws IOException {
    List<PackageSubmission> found = new ArrayList<>();
    Path all = folder.resolve("submissions");
    if (!Files.isDirectory(all)) {
      return found;
    }
    for (Path kind : sorted(all)) {
      if (Files.isDirectory(kind)) {
        for (Path program : sorted(kind)) {
          Sources sources = Sources.read(program);
          if (sources != null) {
            found.add(submission(all.relativize(program).toString(), kind, sources));
          }
        }
      }
    }
    return found;
  }

  private static PackageSubmission submission(String path, Path kind, Sources sources) {
    Map<String, String> rest = new TreeMap<>(sources.files());
    String source = rest.remove(sources.main());
    String folderName = kind.getFileName().toString();
    Expectation expected = Expectation.of(folderName, String.join("\n", sources.files().values()));
    return new PackageSubmission(path, sources.language(), source, rest, expected);
  }

  /** The entries of a folder that are not hidden, by name. */
  static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(p -> !p.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }
}
