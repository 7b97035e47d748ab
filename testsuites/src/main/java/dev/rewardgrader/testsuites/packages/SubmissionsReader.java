package dev.rewardgrader.testsuites.packages;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the folder {@code submissions}, with {@code submissions.yaml} (format 2023-07), {@code
 * submissions.json} (DOMjudge) and the files that {@code include} adds to every submission.
 */
final class SubmissionsReader {
  private static final Map<String, Set<Verdict>> CODES =
      Map.of(
          "AC", EnumSet.of(Verdict.ACCEPTED),
          "WA", EnumSet.of(Verdict.WRONG_ANSWER),
          "TLE", EnumSet.of(Verdict.TIME_LIMIT_EXCEEDED),
          "RTE",
              EnumSet.of(
                  Verdict.RUNTIME_ERROR,
                  Verdict.MEMORY_LIMIT_EXCEEDED,
                  Verdict.OUTPUT_LIMIT_EXCEEDED));

  /** What the names of folders promise in the new format: permitted, then required verdicts. */
  private static final Map<String, List<List<String>>> FOLDERS =
      Map.of(
          "accepted", List.of(List.of("AC"), List.of()),
          "rejected", List.of(List.of(), List.of("RTE", "TLE", "WA")),
          "wrong_answer", List.of(List.of("AC", "WA"), List.of("WA")),
          "time_limit_exceeded", List.of(List.of("AC", "TLE"), List.of("TLE")),
          "run_time_error", List.of(List.of("AC", "RTE"), List.of("RTE")),
          "brute_force", List.of(List.of("AC", "RTE", "TLE"), List.of("RTE", "TLE")));

  private static final List<String> KEYS =
      List.of(
          "language",
          "entrypoint",
          "authors",
          "model_solution",
          "permitted",
          "required",
          "score",
          "message",
          "use_for_time_limit");

  /** Languages as the format names them, where that is not as {@code languages.yaml} does. */
  private static final Map<String, String> LANGUAGES = Map.of("python3", "python");

  /** Compilers of these look for a class in the file of its name. */
  private static final Set<String> BY_FILE_NAME = Set.of("java", "kotlin", "csharp");

  private final Path folder;
  private final boolean newFormat;
  private final List<String> answered;
  private final List<PackageSubmission> found = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  /**
   * @param answered ids of the tests that submissions hold the answers of; null for programs
   */
  SubmissionsReader(Path folder, boolean newFormat, List<String> answered) {
    this.answered = answered;
    this.folder = folder;
    this.newFormat = newFormat;
  }

  /** The submissions; after {@link #read}. */
  List<PackageSubmission> found() {
    return found;
  }

  /** Those in no language that is known; after {@link #read}. */
  List<String> skipped() {
    return skipped;
  }

  void read() throws IOException, PackageException {
    Path all = folder.resolve("submissions");
    if (!Files.isDirectory(all)) {
      return;
    }
    Map<String, Settings> metadata = new LinkedHashMap<>();
    metadata.putAll(Settings.read(all.resolve("submissions.yaml")).maps());
    Settings json = Settings.read(folder.resolve("submissions.json"));
    for (Map.Entry<String, Settings> entry : json.maps().entrySet()) {
      String path = entry.getKey().replaceFirst("^submissions/", "").replaceFirst("/$", "");
      metadata.putIfAbsent(path, entry.getValue());
    }
    for (Path kind : PackageReader.sorted(all)) {
      if (Files.isDirectory(kind)) {
        for (Path program : PackageReader.sorted(kind)) {
          read(program, kind.getFileName().toString(), metadata);
        }
      } else if (Sources.of(Sources.files(kind)) != null) {
        read(kind, "", metadata);
      }
    }
  }

  private void read(Path program, String kind, Map<String, Settings> metadata)
      throws IOException, PackageException {
    String path = (kind.isEmpty() ? "" : kind + "/") + program.getFileName();
    String language = null;
    String entry = null;
    List<ExpectationRule> rules = new ArrayList<>();
    if (newFormat && !metadata.containsKey(kind)) {
      addFolderRule(kind, null, rules);
    }
    for (Map.Entry<String, Settings> one : metadata.entrySet()) {
      if (GlobPattern.matches(one.getKey(), path)) {
        Settings settings = one.getValue();
        language = settings.text("language", settings.text("language_id", language));
        entry = settings.text("entrypoint", settings.text("entry_point", entry));
        if (one.getKey().equals(kind)) {
          addFolderRule(kind, settings, rules);
        } else {
          addRule("", settings, rules);
        }
        for (Map.Entry<String, Settings> tests : settings.maps().entrySet()) {
          addRule(tests.getKey(), tests.getValue(), rules);
        }
      }
    }
    Map<String, String> files = Sources.files(program);
    Expectation expected = expectation(program, kind, files);
    boolean byFolder = FOLDERS.containsKey(kind) && (newFormat || metadata.containsKey(kind));
    if (answered != null) {
      Map<String, String> answers = Answers.of(files, answered);
      found.add(
          new PackageSubmission(
              path,
              Answers.LANGUAGE,
              Answers.PROGRAM,
              Map.of(),
              false,
              expected.withRules(rules, byFolder),
              answers));
      return;
    }
    String named = language == null ? null : LANGUAGES.getOrDefault(language, language);
    Sources sources = Sources.of(files, named, entry);
    if (sources == null) {
      skipped.add(path);
      return;
    }
    Map<String, String> included = included(sources.language());
    if (!included.isEmpty()) {
      files.putAll(included);
      Sources driver = Sources.of(included, named, null);
      boolean drives = driver != null && Sources.isMain(driver.main());
      sources = Sources.of(files, named, drives ? driver.main() : sources.main());
    }
    found.add(submission(path, sources, expected.withRules(rules, byFolder)));
  }

  private static Expectation expectation(Path program, String kind, Map<String, String> files)
      throws PackageException {
    try {
      return Expectation.of(kind, files.values());
    } catch (IllegalArgumentException e) {
      throw new PackageException(program, e.getMessage());
    }
  }

  private static PackageSubmission submission(String path, Sources sources, Expectation expected) {
    Map<String, String> rest = new TreeMap<>(sources.files());
    if (BY_FILE_NAME.contains(sources.language()) && rest.size() > 1) {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      rest.forEach(all::put);
      return new PackageSubmission(
          path, sources.language(), all.toString(), Map.of(), true, expected);
    }
    String source = rest.remove(sources.main());
    return new PackageSubmission(path, sources.language(), source, rest, false, expected);
  }

  /** Files for every language, and over them those for this one. */
  private Map<String, String> included(String language) throws IOException {
    Map<String, String> files = new TreeMap<>();
    Path include = folder.resolve("include");
    if (!Files.isDirectory(include)) {
      return files;
    }
    if (Files.isDirectory(include.resolve("default"))) {
      files.putAll(Sources.files(include.resolve("default")));
    }
    for (Path one : PackageReader.sorted(include)) {
      String name = one.getFileName().toString();
      if (Files.isDirectory(one) && LANGUAGES.getOrDefault(name, name).equals(language)) {
        files.putAll(Sources.files(one));
      }
    }
    return files;
  }

  /** What a folder's name promises, with what {@code submissions.yaml} sets in its place. */
  private static void addFolderRule(String kind, Settings over, List<ExpectationRule> rules)
      throws PackageException {
    List<List<String>> promise = FOLDERS.getOrDefault(kind, List.of(List.of(), List.of()));
    Set<Verdict> permitted = verdicts(promise.getFirst());
    Set<Verdict> required = verdicts(promise.getLast());
    if (over == null) {
      if (permitted != null || required != null) {
        rules.add(new ExpectationRule("", permitted, required, Double.NaN, Double.NaN, ""));
      }
      return;
    }
    addRule(
        "",
        over,
        over.has("permitted") ? verdicts(over, "permitted") : permitted,
        over.has("required") ? verdicts(over, "required") : required,
        rules);
  }

  private static void addRule(String where, Settings settings, List<ExpectationRule> rules)
      throws PackageException {
    if (!where.isEmpty() || !settings.maps().isEmpty()) {
      settings.refuseMisspelt(KEYS);
    }
    addRule(
        where, settings, verdicts(settings, "permitted"), verdicts(settings, "required"), rules);
  }

  private static void addRule(
      String where,
      Settings settings,
      Set<Verdict> permitted,
      Set<Verdict> required,
      List<ExpectationRule> rules)
      throws PackageException {
    List<Double> score = settings.numbers("score");
    if (score.size() > 2) {
      throw settings.error("score", "expected one number or two");
    }
    double low = score.isEmpty() ? Double.NaN : score.getFirst();
    double high = score.isEmpty() ? Double.NaN : score.getLast();
    String message = settings.text("message", "");
    boolean says = permitted != null || required != null || !score.isEmpty() || !message.isEmpty();
    if (says) {
      rules.add(new ExpectationRule(where, permitted, required, low, high, message));
    }
  }

  private static Set<Verdict> verdicts(Settings settings, String key) throws PackageException {
    List<String> codes = settings.words(key);
    for (String code : codes) {
      if (!CODES.containsKey(code)) {
        throw settings.error(key, "'" + code + "' is not one of AC, WA, TLE, RTE");
      }
    }
    return verdicts(codes);
  }

  private static Set<Verdict> verdicts(List<String> codes) {
    Set<Verdict> all = EnumSet.noneOf(Verdict.class);
    codes.forEach(code -> all.addAll(CODES.get(code)));
    return codes.isEmpty() ? null : all;
  }
}
