package dev.rewardgrader.cli;

import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.cli.ending.OrderlyEnd;
import dev.rewardgrader.cli.options.SandboxOptions;
import dev.rewardgrader.engine.BadLines;
import dev.rewardgrader.engine.FinishedRecords;
import dev.rewardgrader.engine.GradeStore;
import dev.rewardgrader.engine.GradingEngine;
import dev.rewardgrader.engine.RecordFile;
import dev.rewardgrader.engine.RetryPolicy;
import dev.rewardgrader.engine.RolloutSource;
import dev.rewardgrader.engine.RunSummary;
import dev.rewardgrader.engine.StopSignal;
import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.RewardPolicy;
import dev.rewardgrader.rollout.RolloutReader;
import dev.rewardgrader.rollout.TaskKind;
import dev.rewardgrader.sandboxes.graders.GraderSet;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "grade",
    description = "Grade a file of rollouts: a reward record for every line.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all graded",
      "2:bad usage or input",
      "3:some records are faults of the grader",
      "130:ended early by Ctrl-C (143: by SIGTERM); go on with --resume"
    })
final class GradeCommand implements Callable<Integer> {
  /** How long rollouts that are being graded may go on after a signal. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Spec private CommandSpec spec;
  @Mixin private InputOptions input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "REWARDS",
      required = true,
      description =
          "Reward records as JSON Lines (.gz and .zst are compressed); - for standard output.")
  private String output;

  @Option(
      names = "--resume",
      description = "Go on with an output that an interrupted run left behind.")
  private boolean resume;

  @Option(
      names = "--retry-faults",
      description = "With --resume: grade again what has only a fault for a record.")
  private boolean retryFaults;

  @Option(names = "--overwrite", description = "Replace an output that exists.")
  private boolean overwrite;

  @Mixin private SandboxOptions sandbox;

  @Option(
      names = "--sql-isolation",
      paramLabel = "HOW",
      description =
          "Where SQL runs: ${COMPLETION-CANDIDATES} (default: process; in-process is for"
              + " trusted SQL alone).")
  private SqlIsolation sqlIsolation = SqlIsolation.PROCESS;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Rollouts graded at one time (default: one a processor).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description = {
        "How a grade becomes a reward, such as binary, fraction or 0.9*fraction+0.1*format.",
        "Default: the task's own, else binary (math, swe), fraction (code), score (sql)."
      })
  private String policy;

  @Option(
      names = "--on-bad-line",
      paramLabel = "WHAT",
      description = "A line that is no rollout: ${COMPLETION-CANDIDATES} (default: record).")
  private BadLines onBadLine = BadLines.RECORD;

  @Option(
      names = "--as-completed",
      description = "Write records as they are done instead of in the order of the input.")
  private boolean asCompleted;

  @Option(
      names = "--retries",
      paramLabel = "N",
      description = "Further tries after a passing fault of the sandbox (default: 6).")
  private int retries = RetryPolicy.DEFAULT.retries();

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Keep grades of code and mathematics here and take them from here; may be shared.")
  private Path cache;

  @Option(names = "--reveal-tests", description = "Show inputs and expected outputs in reasons.")
  private boolean revealTests;

  @Option(
      names = "--progress",
      paramLabel = "HOW",
      description = "${COMPLETION-CANDIDATES} (default: auto, a bar on a terminal).")
  private Progress.Style progress = Progress.Style.AUTO;

  @Override
  public Integer call() throws IOException, InputException, InterruptedException {
    checkOptions();
    RewardPolicy chosen =
        policy == null ? null : RewardPolicy.parse(policy).requireKnown(List.of(TaskKind.values()));
    PrintWriter report =
        output.equals("-") ? spec.commandLine().getErr() : spec.commandLine().getOut();
    try (OrderlyEnd end = new OrderlyEnd(PATIENCE, "go on with --resume")) {
      return grade(chosen, report, end.signal());
    }
  }

  private int grade(RewardPolicy chosen, PrintWriter report, StopSignal stop)
      throws IOException, InputException, InterruptedException {
    RunSummary summary;
    long faults;
    try (RolloutReader reader = input.open(stop);
        RecordFile records = records();
        GraderSet graders = GraderSet.open(sandbox, sqlIsolation, jobs);
        Progress shown =
            Progress.start(progress, input, records.finished(), spec.commandLine().getErr())) {
      FinishedRecords finished = records.finished();
      if (resume && !output.equals("-")) {
        report.println(told(finished));
      }
      RolloutSource source = input.limited(reader);
      summary =
          GradingEngine.with(graders.all())
              .policy(chosen)
              .jobs(jobs)
              .ordered(!asCompleted)
              .badLines(onBadLine)
              .retry(
                  new RetryPolicy(
                      retries,
                      RetryPolicy.DEFAULT.firstPause(),
                      RetryPolicy.DEFAULT.longestPause()))
              .revealTests(revealTests)
              .store(cache == null ? null : new GradeStore(cache))
              .listener(shown)
              .build()
              .run(finished.skipIn(source), records, stop);
      faults = summary.faultCount() + finished.faults();
      SummaryTable.print(summary, report);
      report.flush();
    }
    if (summary.stopped()) {
      return ExitCode.INTERRUPTED;
    }
    return faults > 0 ? ExitCode.FAULTS : ExitCode.OK;
  }

  private RecordFile records() throws IOException {
    if (output.equals("-")) {
      return RecordFile.to(new FileOutputStream(FileDescriptor.out));
    }
    return resume
        ? RecordFile.resume(Path.of(output), retryFaults)
        : RecordFile.create(Path.of(output));
  }

  private static String told(FinishedRecords finished) {
    String there = finished.count() + " records are there already";
    return finished.faults() == 0
        ? there
        : "%s, %d of them faults (--retry-faults grades those again)"
            .formatted(there, finished.faults());
  }

  private void checkOptions() throws IOException, InputException {
    if (jobs < 1) {
      throw usage("--jobs must be at least 1, not " + jobs);
    }
    if (retries < 0) {
      throw usage("--retries must not be negative");
    }
    if (resume && overwrite) {
      throw usage("--resume and --overwrite exclude each other");
    }
    if (retryFaults && !resume) {
      throw usage("--retry-faults goes with --resume");
    }
    if (output.equals("-")) {
      return;
    }
    OutputFiles.check(Path.of(output), input.files());
    if (!resume && !overwrite && Files.isRegularFile(Path.of(output))) {
      throw usage(output + " exists already: go on with it (--resume) or replace it (--overwrite)");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
