package dev.rewardgrader.grade.swe.maven;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import dev.rewardgrader.grade.swe.report.ReportedTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Test commands that start Maven once for each test, made into one for each module. What became of
 * each test is then read from the reports of Surefire.
 *
 * @param commands Maven, once for every set of options (such as {@code -pl module}) that occurs
 * @param ids what the original commands selected; the log parser's names of the tests
 */
public record MavenRuns(List<String> commands, Set<String> ids) {
  private static final String SELECTED = "-Dtest=";
  private static final Pattern ID = Pattern.compile("[\\w.$]+(#[\\w$]+)?");

  public MavenRuns {
    commands = List.copyOf(commands);
    ids = Set.copyOf(ids);
  }

  /** Empty unless every command is Maven with one plain test. */
  public static Optional<MavenRuns> of(List<String> commands) {
    Map<String, Set<String>> byOptions = new LinkedHashMap<>();
    Set<String> ids = new LinkedHashSet<>();
    for (String command : commands) {
      if (command.isBlank()) {
        continue;
      }
      String line = command.strip();
      String[] words = line.split("\\s+");
      List<String> selected = new ArrayList<>();
      List<String> options = new ArrayList<>();
      for (String word : words) {
        if (word.startsWith(SELECTED)) {
          selected.add(word.substring(SELECTED.length()));
        } else {
          options.add(word);
        }
      }
      boolean plain = line.chars().noneMatch(c -> "|;&<>$`\"'\\".indexOf(c) >= 0);
      if (!plain
          || !isMaven(words[0])
          || selected.size() != 1
          || !ID.matcher(selected.getFirst()).matches()) {
        return Optional.empty();
      }
      ids.add(selected.getFirst());
      byOptions
          .computeIfAbsent(String.join(" ", options), key -> new LinkedHashSet<>())
          .add(selected.getFirst());
    }
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    List<String> merged = new ArrayList<>();
    byOptions.forEach((options, own) -> merged.add(options + " -fae " + select(own)));
    return Optional.of(new MavenRuns(merged, ids));
  }

  private static boolean isMaven(String program) {
    String name = program.substring(program.lastIndexOf('/') + 1);
    return name.equals("mvn") || name.equals("mvnw") || name.equals("mvnd");
  }

  /** {@code A#x+y,B}: a class that is wanted whole swallows its methods. */
  private static String select(Set<String> ids) {
    Map<String, Set<String>> methods = new LinkedHashMap<>();
    for (String id : ids) {
      String[] parts = id.split("#", 2);
      Set<String> own = methods.computeIfAbsent(parts[0], key -> new TreeSet<>());
      if (parts.length == 2) {
        own.add(parts[1]);
      } else {
        own.add("");
      }
    }
    String selected =
        methods.entrySet().stream()
            .map(
                entry ->
                    entry.getValue().contains("")
                        ? entry.getKey()
                        : entry.getKey() + "#" + String.join("+", entry.getValue()))
            .collect(Collectors.joining(","));
    // A dollar stands before the name of a nested class.
    return SELECTED + selected.replace("$", "\\$");
  }

  /**
   * The status of every id that reports tell of: passed if at least one test fits it and none of
   * those failed, as Maven's own end of a run for it alone would say.
   */
  public Map<String, String> statuses(List<ReportedTest> report) {
    Map<String, String> statuses = new LinkedHashMap<>();
    for (String id : ids) {
      boolean seen = false;
      boolean failed = false;
      for (ReportedTest test : report) {
        if (fits(id, test)) {
          seen = true;
          failed |= TestStatus.fails(test.status().name());
        }
      }
      if (seen) {
        statuses.put(id, failed ? TestStatus.FAILED.name() : TestStatus.PASSED.name());
      }
    }
    return statuses;
  }

  /** Parameters of a test stand in brackets or parentheses behind its method. */
  private static boolean fits(String id, ReportedTest test) {
    String[] parts = id.split("#", 2);
    String suite = test.suite();
    boolean inClass =
        suite.equals(parts[0])
            || suite.endsWith("." + parts[0])
            || suite.startsWith(parts[0] + "$");
    if (!inClass || parts.length == 1) {
      return inClass;
    }
    int end = 0;
    while (end < test.name().length() && Character.isJavaIdentifierPart(test.name().charAt(end))) {
      end++;
    }
    return test.name().substring(0, end).equals(parts[1]);
  }
}
