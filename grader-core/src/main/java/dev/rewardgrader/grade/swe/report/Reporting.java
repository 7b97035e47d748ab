package dev.rewardgrader.grade.swe.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How a test runner is made to write a structured report beside its log, and where that lies.
 *
 * @param runner for the record
 * @param naming how the ids of the log name the tests of the report
 * @param prelude shell lines before the test commands
 * @param commands the test commands
 * @param find a shell command that prints the paths of the report files, one a line
 */
public record Reporting(
    String runner,
    Format format,
    Agreement.Naming naming,
    String prelude,
    List<String> commands,
    String find) {
  /** Where reports go that can be sent somewhere; emptied before the tests. */
  public static final String FOLDER = "/grader-report";

  /** Where programs lie that make a runner write one. */
  static final String TOOLS = "/grader-tools";

  /** A file older than whatever the tests write. */
  public static final String STAMP = "/grader-stamp";

  /** What pytest ends with when it does not know an option. */
  private static final int USAGE_ERROR = 4;

  /** How programs of Python refuse an option that is pytest's. */
  private static final Pattern REFUSED =
      Pattern.compile("(?:unrecognized arguments|[Nn]o such option): --junitxml");

  /** A run of tox, in no pipe, that hands something on. */
  private static final Pattern TOX =
      Pattern.compile("[^|;&<>`]*?\\btox\\s[^|;&<>`]*?\\s--\\s[^|;&<>`]*");

  /** A run of Jest itself, in no pipe, that writes no JSON yet. */
  private static final Pattern JEST =
      Pattern.compile(
          "\\s*(?:npx |yarn |pnpm (?:exec"
              + " )?)?(?:\\./)?(?:node_modules/\\.bin/)?jest(?:\\s(?!.*--json)(?!.*"
              + "--outputFile)[^|;&<>`]*)?");

  /** A run of Vitest itself, in no pipe, that writes no file yet. */
  private static final Pattern VITEST =
      Pattern.compile(
          "\\s*(?:npx |yarn |pnpm (?:exec )?)?(?:\\./)?(?:node_modules/\\.bin/)?vitest"
              + "(?:\\s(?!.*--outputFile)[^|;&<>`]*)?");

  static final String IN_FOLDER = "find " + FOLDER + " -type f | sort";

  /** All that a report has in it where a test program writes none. */
  static final String UNREPORTED = "unreported";

  /** What report files look like. */
  public enum Format {
    XML,
    TAP,
    GO,
    JEST,
    VITEST,
    LINES,
    TESTDOX,
    RSPEC;

    /**
     * Reads the text of one file.
     *
     * @throws MalformedReportException if it has another form
     */
    public List<ReportedTest> read(String text) throws MalformedReportException {
      return switch (this) {
        case XML -> XmlReport.read(text);
        case TAP -> TapReport.read(text);
        case GO -> GoMarksReport.read(text);
        case JEST -> JestReport.read(text);
        case VITEST -> JestReport.readVitest(text);
        case LINES -> LinesReport.read(text);
        case TESTDOX -> TestdoxReport.read(text);
        case RSPEC -> RspecReport.read(text);
      };
    }
  }

  public Reporting {
    commands = List.copyOf(commands);
  }

  /**
   * The way for the runner of some test commands; empty where none is known.
   *
   * @param logParser a name of the registry, which tells the runner where commands do not
   */
  public static Optional<Reporting> of(List<String> commands, String logParser) {
    boolean tox = count(commands, "tox ") == 1 && logParser.startsWith("parse_log_pytest");
    if ((count(commands, "pytest") == 1 || tox)
        && commands.stream().noneMatch(c -> c.contains("junit"))) {
      String option = "--junitxml=" + FOLDER + "/pytest.xml";
      String set = "export PYTEST_ADDOPTS=\"${PYTEST_ADDOPTS:-} " + option + "\"\n";
      // Tox keeps variables from what it starts, and hands on what stands behind the dashes.
      return one(commands, TOX, command -> command.replaceFirst("\\s--\\s", " -- " + option + " "))
          .map(edited -> xml("pytest", Agreement.Naming.PYTEST, "", edited, IN_FOLDER))
          .orElseGet(() -> xml("pytest", Agreement.Naming.PYTEST, set, commands, IN_FOLDER));
    }
    if (count(commands, "mvn") > 0) {
      return xml(
          "surefire",
          Agreement.Naming.CLASS_HASH_METHOD,
          "find . -type d -name surefire-reports -prune -exec rm -rf {} +\n",
          commands,
          newer("*/surefire-reports/TEST-*.xml"));
    }
    if (count(commands, "gradle") > 0) {
      return xml(
          "gradle",
          Agreement.Naming.CLASS_ARROW_METHOD,
          "",
          commands,
          newer("*/build/test-results/*.xml"));
    }
    if (logParser.equals("parse_log_googletest")) {
      String set = "export GTEST_OUTPUT=xml:" + FOLDER + "/\n";
      return xml("googletest", Agreement.Naming.CLASS_DOT_METHOD, set, commands, IN_FOLDER);
    }
    if (count(commands, "node --test") == 1) {
      return node(commands);
    }
    return GoReporting.of(commands)
        .or(() -> jest(commands))
        .or(() -> vitest(commands))
        .or(() -> OtherReports.of(commands, logParser))
        .or(() -> Hooks.of(commands, logParser));
  }

  /** Jest writes its JSON into a file, and what it prints stays. */
  private static Optional<Reporting> jest(List<String> commands) {
    return one(commands, JEST, command -> command + " --json --outputFile=" + FOLDER + "/jest.json")
        .map(
            edited ->
                new Reporting("jest", Format.JEST, Agreement.Naming.NAME, "", edited, IN_FOLDER));
  }

  /** A second reporter, into a file; where none is named, the default one has to be. */
  private static Optional<Reporting> vitest(List<String> commands) {
    return one(
            commands,
            VITEST,
            command ->
                command
                    + (command.contains("--reporter") ? "" : " --reporter=default")
                    + " --reporter=json --outputFile.json="
                    + FOLDER
                    + "/vitest.json")
        .map(
            edited ->
                new Reporting(
                    "vitest", Format.VITEST, Agreement.Naming.VITEST, "", edited, IN_FOLDER));
  }

  /** The commands with the one edited that fits; empty if none or several do. */
  static Optional<List<String>> one(
      List<String> commands, Pattern pattern, UnaryOperator<String> edit) {
    if (commands.stream().filter(command -> pattern.matcher(command).matches()).count() != 1) {
      return Optional.empty();
    }
    return Optional.of(
        commands.stream()
            .map(command -> pattern.matcher(command).matches() ? edit.apply(command) : command)
            .toList());
  }

  private static Optional<Reporting> xml(
      String runner, Agreement.Naming naming, String prelude, List<String> commands, String find) {
    return Optional.of(new Reporting(runner, Format.XML, naming, prelude, commands, find));
  }

  private static String newer(String pattern) {
    return "find . -path '" + pattern + "' -type f -newer " + STAMP + " | sort";
  }

  static long count(List<String> commands, String word) {
    return commands.stream().filter(command -> command.contains(word)).count();
  }

  /** A second reporter, into a file; the first one keeps the log as it was. */
  private static Optional<Reporting> node(List<String> commands) {
    List<String> edited = new ArrayList<>();
    for (String command : commands) {
      if (command.contains("--test-reporter-destination")) {
        return Optional.empty();
      }
      String own = command.contains("--test-reporter=") ? "" : " --test-reporter=tap";
      edited.add(
          command.replaceFirst(
              "node --test(?=\\s|$)",
              "node --test --test-reporter=tap --test-reporter-destination="
                  + FOLDER
                  + "/node.tap"
                  + own));
    }
    List<String> complete =
        edited.stream()
            .map(
                command ->
                    command.replaceFirst(
                        "( --test-reporter=\\w++)(?! --test-reporter-destination)",
                        "$1 --test-reporter-destination=stdout"))
            .toList();
    return Optional.of(
        new Reporting("node:test", Format.TAP, Agreement.Naming.TAP, "", complete, IN_FOLDER));
  }

  /**
   * Whether a runner, or what else a command hands its options to, refuses to write a report.
   *
   * @param exitCode of the test commands
   */
  public static boolean isRefused(int exitCode, String output) {
    return (exitCode == USAGE_ERROR && output.contains("--junitxml"))
        || (exitCode != 0 && REFUSED.matcher(output).find());
  }

  /** Whether one of these reports says that some test programs write none. */
  public static boolean isPartial(Collection<String> files) {
    return files.stream().anyMatch(text -> text.strip().equals(UNREPORTED));
  }

  /** A script of a hook, with the places that it knows as {@code TOOLS} and {@code FOLDER}. */
  static String script(String text) {
    return text.replace("TOOLS", TOOLS).replace("FOLDER", FOLDER);
  }

  /** The same way with other commands. */
  public Reporting with(List<String> others) {
    return new Reporting(runner, format, naming, prelude, others, find);
  }

  /** Shell lines that make the place for reports ready. */
  public String preparation() {
    return "rm -rf %1$s %2$s && mkdir -p -m 1777 %1$s %2$s && touch %3$s\n"
            .formatted(FOLDER, TOOLS, STAMP)
        + prelude;
  }
}
