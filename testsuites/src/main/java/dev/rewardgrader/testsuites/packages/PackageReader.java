package dev.rewardgrader.testsuites.packages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
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
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern INI_LIMIT =
      Pattern.compile("^timelimit\\s{0,9}=\\s{0,9}['\"]?([0-9.]{1,12})", Pattern.MULTILINE);

  /** Where a package leaves its time limit to be measured. */
  private static final double DEFAULT_SECONDS = 10;

  private final Path folder;
  private final JsonNode problem;
  private final List<CodeTask.StdioTest> tests = new ArrayList<>();
  private String validatorFlags;

  private PackageReader(Path folder, JsonNode problem) {
    this.folder = folder;
    this.problem = problem;
    JsonNode flags = problem.path("validator_flags");
    this.validatorFlags = flags.asText("");
  }

  /**
   * @throws PackageException naming the file and what is wrong with it
   */
  public static ProblemPackage read(Path folder) throws IOException, PackageException {
    Path data = folder.resolve("data");
    if (!Files.isDirectory(data)) {
      throw new PackageException(folder, "has no folder 'data': is it a problem package?");
    }
    return new PackageReader(folder, yaml(folder.resolve("problem.yaml"))).problem(data);
  }

  private ProblemPackage problem(Path data) throws IOException, PackageException {
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    String validation = problem.path("validation").asText("default");
    boolean scoring =
        problem.path("type").toString().contains("scoring") || validation.contains("score");
    if (validation.contains("interactive")
        || problem.path("type").toString().contains("interactive")) {
      throw new PackageException(
          folder.resolve("problem.yaml"), "interactive problems are not judged");
    }
    Path sample = data.resolve("sample");
    TestGroup group = group(data, "", Defaults.of(scoring));
    if (tests.isEmpty()) {
      throw new PackageException(data, "holds no tests: expected .in files with .ans files");
    }
    tests.sort((a, b) -> Boolean.compare(isSample(b, sample), isSample(a, sample)));
    CodeTask task =
        new CodeTask(
            name, null, "auto", new CodeTask.Stdio(tests), checker(), limits(), "", Map.of(), null);
    return new ProblemPackage(name, task, group, scoring, submissions());
  }

  private static boolean isSample(CodeTask.StdioTest test, Path sample) {
    return test.id().startsWith(sample.getFileName() + "/");
  }

  /** What a group takes over from the one around it. */
  private record Defaults(double accept, double reject, List<String> flags) {
    static Defaults of(boolean scoring) {
      return new Defaults(1, 0, scoring ? List.of("ignore_sample") : List.of("first_error"));
    }
  }

  private TestGroup group(Path here, String name, Defaults around)
      throws IOException, PackageException {
    JsonNode settings = yaml(here.resolve("testdata.yaml"));
    if (settings.path("grading").asText("default").equals("custom")) {
      throw new PackageException(
          here.resolve("testdata.yaml"), "custom graders are not run: only the default one");
    }
    String flags = settings.path("grader_flags").asText("");
    Defaults own =
        new Defaults(
            settings.path("accept_score").asDouble(around.accept()),
            settings.path("reject_score").asDouble(around.reject()),
            flags.isBlank() ? around.flags() : List.of(flags.strip().split("\\s+", -1)));
    if (settings.has("output_validator_flags")) {
      validatorFlags = settings.get("output_validator_flags").asText("");
    }
    List<String> ids = new ArrayList<>();
    List<TestGroup> groups = new ArrayList<>();
    for (Path entry : sorted(here)) {
      String file = entry.getFileName().toString();
      String below = name.isEmpty() ? file : name + "/" + file;
      if (Files.isDirectory(entry)) {
        // What the samples' folder sets does not reach the secret tests.
        groups.add(
            group(entry, below, new Defaults(own.accept(), own.reject(), inherited(own, name))));
      } else if (file.endsWith(".in")) {
        String id = below.substring(0, below.length() - 3);
        ids.add(id);
        tests.add(test(entry, id, name, own.accept()));
      }
    }
    return new TestGroup(name, ids, groups, own.accept(), own.reject(), own.flags());
  }

  /** Only the outermost folder ignores samples; every folder inherits how scores add up. */
  private static List<String> inherited(Defaults own, String name) {
    return name.isEmpty()
        ? own.flags().stream().filter(f -> !f.equals("ignore_sample")).toList()
        : own.flags();
  }

  private static CodeTask.StdioTest test(Path in, String id, String group, double points)
      throws IOException, PackageException {
    String file = in.getFileName().toString();
    Path answer = in.resolveSibling(file.substring(0, file.length() - 3) + ".ans");
    if (!Files.isRegularFile(answer)) {
      throw new PackageException(in, "has no answer file " + answer.getFileName());
    }
    return new CodeTask.StdioTest(
        id,
        Sources.text(in),
        List.of(Sources.text(answer)),
        Math.max(0, points),
        group.isEmpty() ? null : group);
  }

  private CodeTask.Checker checker() throws IOException, PackageException {
    Path folderOld = folder.resolve("output_validators");
    Path validators = Files.isDirectory(folderOld) ? folderOld : folder.resolve("output_validator");
    boolean custom = problem.path("validation").asText("default").startsWith("custom");
    boolean newer = validators.endsWith("output_validator") && Files.isDirectory(validators);
    if (!custom && !newer) {
      return defaultValidator();
    }
    List<Path> programs =
        newer || !Files.isDirectory(validators) ? List.of(validators) : sorted(validators);
    if (!Files.isDirectory(validators) || programs.isEmpty()) {
      throw new PackageException(validators, "the output validator is missing");
    }
    boolean oneProgram = programs.stream().allMatch(Files::isRegularFile);
    Path program = oneProgram ? validators : programs.getFirst();
    if (!oneProgram && programs.size() > 1) {
      throw new PackageException(validators, "holds several validators; only one is run");
    }
    if (Files.exists(program.resolve("build")) || Files.exists(program.resolve("run"))) {
      throw new PackageException(program, "build and run scripts are not run: give plain sources");
    }
    Sources sources = Sources.read(program);
    if (sources == null) {
      throw new PackageException(program, "holds no source in a known language");
    }
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("type", "program");
    options.put("protocol", "kattis");
    options.put("language", sources.language());
    options.put("main", sources.main());
    ObjectNode files = options.putObject("files");
    sources.files().forEach(files::put);
    for (String flag : words(validatorFlags)) {
      options.withArray("args").add(flag);
    }
    return new CodeTask.Checker("program", options);
  }

  private CodeTask.Checker defaultValidator() throws PackageException {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("type", "kattis");
    List<String> flags = words(validatorFlags);
    for (int i = 0; i < flags.size(); i++) {
      String flag = flags.get(i);
      switch (flag) {
        case "case_sensitive", "space_change_sensitive" -> options.put(flag, true);
        case "float_tolerance", "float_absolute_tolerance", "float_relative_tolerance" -> {
          try {
            options.put(flag, Double.parseDouble(flags.get(++i)));
          } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new PackageException(folder, "validator flag " + flag + " needs a number");
          }
        }
        default -> throw new PackageException(folder, "unknown validator flag '" + flag + "'");
      }
    }
    return new CodeTask.Checker("kattis", options);
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
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

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(p -> !p.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }

  private static JsonNode yaml(Path file) throws IOException, PackageException {
    if (!Files.isRegularFile(file)) {
      return YAML.createObjectNode();
    }
    try {
      JsonNode node = YAML.readTree(file.toFile());
      return node == null || !node.isObject() ? YAML.createObjectNode() : node;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new PackageException(file, "not YAML: " + e.getOriginalMessage());
    }
  }
}
