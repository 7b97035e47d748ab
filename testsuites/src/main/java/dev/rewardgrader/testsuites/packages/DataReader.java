package dev.rewardgrader.testsuites.packages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.rollout.CodeTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the folder {@code data} of a package: tests, groups and how scores add up. Groups are set
 * by {@code testdata.yaml} (legacy format) or {@code test_group.yaml} (format 2023-07 and later).
 */
final class DataReader {
  /** The full score of a validator that may give any. */
  static final double UNBOUNDED = 1e9;

  private final boolean scoring;
  private final boolean newFormat;
  private final List<CodeTask.StdioTest> tests = new ArrayList<>();
  private final Set<List<String>> validatorFlags = new LinkedHashSet<>();
  private double largest;

  DataReader(boolean scoring, boolean newFormat) {
    this.scoring = scoring;
    this.newFormat = newFormat;
  }

  /** What a group takes over from the one around it. */
  private record Defaults(double accept, double reject, List<String> flags, List<String> args) {}

  /** Reads all of it. */
  TestGroup read(Path data) throws IOException, PackageException {
    List<String> flags = scoring ? List.of("ignore_sample") : List.of("first_error");
    TestGroup all = group(data, "", new Defaults(1, 0, flags, List.of()));
    if (tests.isEmpty()) {
      throw new PackageException(data, "holds no tests: expected .in files with .ans files");
    }
    if (validatorFlags.size() > 1) {
      throw new PackageException(
          data,
          "groups give the output validator different arguments, and only one set is used: "
              + validatorFlags);
    }
    tests.sort((a, b) -> Boolean.compare(isSample(b), isSample(a)));
    return all;
  }

  /** The tests, samples first; after {@link #read}. */
  List<CodeTask.StdioTest> tests() {
    return tests;
  }

  /** What the output validator is told by the data; after {@link #read}. */
  List<String> validatorFlags() {
    return validatorFlags.isEmpty() ? List.of() : validatorFlags.iterator().next();
  }

  /** The largest score that a test may have; after {@link #read}. */
  double largestScore() {
    return largest > 0 ? largest : UNBOUNDED;
  }

  private static boolean isSample(CodeTask.StdioTest test) {
    return test.id().startsWith("sample/");
  }

  private TestGroup group(Path here, String name, Defaults around)
      throws IOException, PackageException {
    Path newer = here.resolve("test_group.yaml");
    Path file = Files.isRegularFile(newer) ? newer : here.resolve("testdata.yaml");
    JsonNode settings = Yaml.read(file);
    if (settings.path("grading").asText("default").equals("custom")) {
      throw new PackageException(file, "custom graders are not run: only the default one");
    }
    if (settings.has("static_validation_score")) {
      throw new PackageException(file, "static validators are not run");
    }
    List<Path> inputs = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    for (Path entry : PackageReader.sorted(here)) {
      String fileName = entry.getFileName().toString();
      if (Files.isDirectory(entry) && !fileName.endsWith(".files")) {
        folders.add(entry);
      } else if (fileName.endsWith(".in")) {
        inputs.add(entry);
      } else if (fileName.endsWith(".files")) {
        throw new PackageException(entry, "input files beside standard input are not given");
      }
    }
    Defaults own =
        newFormat
            ? newSettings(settings, name, around, countBelow(here))
            : oldSettings(settings, around);
    List<String> ids = new ArrayList<>();
    for (Path input : inputs) {
      String fileName = input.getFileName().toString();
      String id = below(name, fileName.substring(0, fileName.length() - 3));
      ids.add(id);
      tests.add(test(input, id, name, own));
    }
    List<TestGroup> groups = new ArrayList<>();
    for (Path folder : folders) {
      String below = below(name, folder.getFileName().toString());
      if (!name.isEmpty() || below.equals("sample") || below.equals("secret")) {
        groups.add(group(folder, below, inherited(own, name, below)));
      }
    }
    if (newFormat && Double.isFinite(own.accept)) {
      largest = Math.max(largest, own.accept);
    }
    return new TestGroup(
        name,
        ids,
        groups,
        own.accept,
        own.reject,
        own.flags,
        Yaml.words(settings.path("require_pass")));
  }

  private static String below(String name, String file) {
    return name.isEmpty() ? file : name + "/" + file;
  }

  private static long countBelow(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return Math.max(1, files.filter(f -> f.toString().endsWith(".in")).count());
    }
  }

  private Defaults oldSettings(JsonNode settings, Defaults around) {
    List<String> flags = Yaml.words(settings.path("grader_flags"));
    String[] range = settings.path("range").asText("").strip().split("\\s+", -1);
    if (range.length == 2 && range[1].matches("[0-9.]{1,12}")) {
      largest = Math.max(largest, Double.parseDouble(range[1]));
    }
    return new Defaults(
        settings.path("accept_score").asDouble(around.accept),
        settings.path("reject_score").asDouble(around.reject),
        flags.isEmpty() ? around.flags : flags,
        settings.has("output_validator_flags")
            ? Yaml.words(settings.get("output_validator_flags"))
            : around.args);
  }

  /** A group's score is shared by its tests ({@code sum}), or that of its least one. */
  private Defaults newSettings(JsonNode settings, String name, Defaults around, long count) {
    boolean outer = name.isEmpty();
    boolean secret = name.equals("secret");
    String aggregation =
        settings.path("score_aggregation").asText(outer || secret ? "sum" : "pass-fail");
    JsonNode given = settings.path("max_score");
    double max = secret && given.isMissingNode() ? 100 : given.asDouble(Double.NaN);
    if (!outer && !secret && given.isMissingNode() && !settings.has("score_aggregation")) {
      max = around.accept;
      aggregation = around.flags.contains("sum") ? "sum" : "pass-fail";
    } else if (aggregation.equals("sum")) {
      max /= count;
    }
    List<String> flags = new ArrayList<>();
    flags.add(aggregation.equals("sum") ? "sum" : "min");
    if (outer) {
      flags.add("ignore_sample");
    }
    if (!scoring) {
      flags.add("first_error");
    }
    return new Defaults(
        scoring ? max : 1,
        0,
        flags,
        settings.has("output_validator_args")
            ? Yaml.words(settings.get("output_validator_args"))
            : around.args);
  }

  /**
   * Only the outermost folder ignores samples; every folder inherits how scores add up. What the
   * samples' folder sets does not reach the secret tests.
   */
  private static Defaults inherited(Defaults own, String name, String below) {
    if (!name.isEmpty()) {
      return own;
    }
    List<String> flags = own.flags.stream().filter(f -> !f.equals("ignore_sample")).toList();
    return new Defaults(below.equals("sample") ? 0 : own.accept, own.reject, flags, own.args);
  }

  private CodeTask.StdioTest test(Path in, String id, String group, Defaults own)
      throws IOException, PackageException {
    String file = in.getFileName().toString();
    String base = file.substring(0, file.length() - 3);
    Path answer = in.resolveSibling(base + ".ans");
    if (!Files.isRegularFile(answer)) {
      throw new PackageException(in, "has no answer file " + answer.getFileName());
    }
    Path configuration = in.resolveSibling(base + ".yaml");
    JsonNode settings = Yaml.read(configuration);
    Path arguments = in.resolveSibling(base + ".args");
    if (settings.has("args") || Files.isRegularFile(arguments)) {
      throw new PackageException(
          settings.has("args") ? configuration : arguments, "submissions get no arguments here");
    }
    validatorFlags.add(
        settings.has("output_validator_args")
            ? Yaml.words(settings.get("output_validator_args"))
            : own.args);
    return new CodeTask.StdioTest(
        id,
        Sources.text(in),
        List.of(Sources.text(answer)),
        Double.isFinite(own.accept) ? Math.max(0, own.accept) : 1,
        group.isEmpty() ? null : group);
  }
}
