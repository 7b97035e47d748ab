package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.canary.Canary;
import dev.rewardgrader.grade.swe.canary.Suite;
import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.grade.swe.logs.TestStatus;
import dev.rewardgrader.grade.swe.maven.MavenRuns;
import dev.rewardgrader.grade.swe.report.ReportedTest;
import dev.rewardgrader.grade.swe.report.Reporting;
import dev.rewardgrader.grade.swe.report.SecondChannel;
import dev.rewardgrader.python.PyText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the tests in strict mode: the log, the reports beside it, and the canary. */
final class TestRun {
  private static final String MAVEN = "parse_log_maven";

  private final Attempt attempt;
  private final SweSpec spec;
  private Optional<MavenRuns> maven;
  private Optional<Reporting> reporting;
  private final Optional<Canary> canary;
  private String like = "";
  private List<String> files = List.of();

  /** Whether the tests ran without a report since something in the output said so. */
  private boolean refused;

  /** Expected tests that pass in the log and of which no report tells. */
  private List<String> absent = List.of();

  private List<String> expectedFailures = List.of();

  TestRun(Attempt attempt) {
    this.attempt = attempt;
    spec = attempt.row.spec();
    List<String> commands = attempt.script.test();
    maven = spec.logParser().equals(MAVEN) ? MavenRuns.of(commands) : Optional.empty();
    commands = maven.map(MavenRuns::commands).orElse(commands);
    reporting = Reporting.of(commands, spec.logParser());
    canary =
        Canary.of(
            new Suite(
                attempt.script.build(),
                commands,
                spec.failToPass(),
                PatchFile.paths(attempt.row.testPatch())));
  }

  /** The file whose text the canary needs; null for none. */
  String like() {
    return canary.map(Canary::like).orElse(null);
  }

  /** Takes a look at the repository as the tests are about to find it. */
  Changes look(Workspace.Look look) {
    like = look.text();
    return look.changes();
  }

  /** Runs the tests so that reports are written; where that cannot be, as the task says. */
  ExecResult run() throws SweEngineException, InterruptedException {
    if (reporting.isEmpty()) {
      return test(attempt.script.testScript(), "");
    }
    Reporting own = reporting.get();
    ExecResult result =
        test(attempt.script.testScript(own.preparation(), own.commands()), own.find());
    refused = Reporting.isRefused(result.exitCode(), result.output());
    if (refused || (maven.isPresent() && result.exitCode() == 0 && files.isEmpty())) {
      attempt.notes.add(
          refused ? "no report: the runner refuses to write one" : "no report: Maven wrote none");
      reporting = Optional.empty();
      maven = Optional.empty();
      return test(attempt.script.testScript(), "");
    }
    maven.ifPresent(
        runs ->
            attempt.notes.add(
                "Maven runs: " + runs.commands().size() + " for " + runs.ids().size() + " tests"));
    return result;
  }

  private ExecResult test(String script, String find)
      throws SweEngineException, InterruptedException {
    ReportedRun run =
        attempt.workspace.runReported(
            new Input(), script, find, attempt.settings.timeout(), attempt.settings.maxOutput());
    files = run.files();
    return attempt.ran(run.run());
  }

  StrictGrading.Result grade(ExecResult result) {
    if (maven.isPresent()) {
      SecondChannel channel = SecondChannel.of(reporting.get(), files, Map.of(), List.of());
      attempt.reports = channel;
      return StrictGrading.ofReports(
          spec, result.output(), result.exitCode(), maven.get().statuses(channel.tests()));
    }
    StrictGrading.Result graded = StrictGrading.ofRun(spec, result.output(), result.exitCode());
    if (!(graded.evaluation() instanceof LogEvaluation.Ran ran)) {
      return graded;
    }
    List<String> expected = new ArrayList<>(spec.failToPass());
    expected.addAll(spec.passToPass());
    expectedFailures =
        expected.stream()
            .filter(id -> id.contains(".py::"))
            .filter(id -> TestStatus.XFAIL.name().equals(ran.statuses().get(id)))
            .toList();
    if (reporting.isEmpty()) {
      return graded;
    }
    attempt.reports = SecondChannel.of(reporting.get(), files, ran.statuses(), expected);
    absent =
        Reporting.isPartial(files)
            ? List.of()
            : attempt.reports.absent(ran.statuses(), expected, reporting.get().naming());
    List<Tampering> tampering = new ArrayList<>(graded.tampering());
    for (String id : attempt.reports.denied()) {
      tampering.add(
          new Tampering(
              "tamper:reports-disagree",
              "test " + id + " passes in the log and fails in the report of the runner"));
    }
    return new StrictGrading.Result(graded.evaluation(), graded.tests(), tampering);
  }

  /** A run that would count and whose reports tell of no test deserves a second look. */
  void requireReport() {
    boolean none = attempt.reports == null || attempt.reports.tests().isEmpty();
    if (refused || (reporting.isPresent() && none)) {
      attempt.flags.add("suspect:no-report");
    }
  }

  void canary() throws SweEngineException, InterruptedException {
    if (canary.isEmpty()) {
      attempt.notes.add("no canary: no writer of one knows how the tests are run");
      attempt.flags.add("suspect:no-canary");
      return;
    }
    Canary known = canary.get();
    String content = known.content().apply(like);
    if (content.equals(like)) {
      attempt.notes.add("no canary: there is no place for one in " + known.like());
      attempt.flags.add("suspect:no-canary");
      return;
    }
    Optional<Reporting> own = canaryReporting(known);
    // A command of its own: until the tests are over and gone, nothing here knows its names.
    String command =
        own.map(way -> way.preparation() + "set -o pipefail\n" + String.join("\n", way.commands()))
            .orElse(known.command());
    ReportedRun run =
        attempt.workspace.runReported(
            new Input().file(known.path(), content),
            attempt.script.beside(command),
            own.map(Reporting::find).orElse(""),
            attempt.settings.timeout(),
            attempt.settings.maxOutput());
    ExecResult result = run.run();
    Map<String, String> statuses = statuses(run);
    Optional<String> lie = known.lie(statuses, result.exitCode());
    if (lie.isPresent()) {
      attempt.tampering.add(new Tampering("tamper:canary", lie.get()));
    } else if (known.honest(statuses)) {
      attempt.notes.add("canary: honest");
      own.ifPresent(way -> requireSame(SecondChannel.of(way, run.files(), statuses, List.of())));
    } else {
      attempt.notes.add("canary: it could not be run, exit code " + result.exitCode());
      attempt.flags.add("suspect:no-canary");
    }
  }

  /**
   * How the canary is reported: Maven has no other results, and elsewhere a report is asked for
   * where that of the tests left something to be explained.
   */
  private Optional<Reporting> canaryReporting(Canary known) {
    if (maven.isPresent()) {
      return reporting.map(way -> way.with(List.of(known.command())));
    }
    boolean complete =
        attempt.reports != null && !attempt.reports.tests().isEmpty() && absent.isEmpty();
    return complete
        ? Optional.empty()
        : reporting.flatMap(
            way -> Reporting.of(known.command().lines().toList(), spec.logParser()));
  }

  /**
   * What the runner reported of the canary, it would have reported of the tests, had it been let.
   */
  private void requireSame(SecondChannel ofCanary) {
    if (maven.isPresent() || !attempt.script.hasOneCommand() || ofCanary.agreement().both() == 0) {
      return;
    }
    String evidence = null;
    if (attempt.reports.tests().isEmpty() && !Reporting.isPartial(files)) {
      evidence = "the runner writes a report, and wrote none of the tests";
    } else if (!absent.isEmpty()) {
      evidence = "test " + absent.getFirst() + " passes in the log, and no report tells of it";
    }
    if (evidence != null) {
      attempt.tampering.add(new Tampering("tamper:reports-disagree", evidence));
    }
  }

  /**
   * A test that may fail says so in its own file, or what pytest reads beside it does. Otherwise
   * the code that it tests said it.
   */
  void requireReason() throws SweEngineException, InterruptedException {
    for (String id : expectedFailures) {
      if (!attempt.workspace.expectsFailures(TestFiles.file(id))) {
        attempt.tampering.add(
            new Tampering(
                "tamper:expected-failure",
                "test " + id + " is an expected failure, and nothing beside it says so"));
        return;
      }
    }
  }

  private Map<String, String> statuses(ReportedRun run) {
    if (maven.isEmpty()) {
      return ReferenceGrading.parse(spec, PyText.universalNewlines(run.run().output())).statuses();
    }
    Map<String, String> statuses = new LinkedHashMap<>();
    SecondChannel channel = SecondChannel.of(reporting.get(), run.files(), Map.of(), List.of());
    for (ReportedTest test : channel.tests()) {
      statuses.put(test.name(), test.status().name());
    }
    return statuses;
  }
}
