package dev.rewardgrader.cli.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.cli.ending.OrderlyEnd;
import dev.rewardgrader.grade.swe.SweSettings;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.sandboxes.docker.swe.DockerSweEngine;
import dev.rewardgrader.testsuites.swe.SweAudit;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "swe",
    description =
        "Per task: the reference fix resolves it, nothing does not, and which tricks would pass.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every task is sound",
      "1:some task is not",
      "2:bad usage or input",
      "3:some task could not be audited",
      "130:ended early by Ctrl-C (143: by SIGTERM)"
    })
public final class AuditSweCommand implements Callable<Integer> {
  private static final int NOT_SOUND = 1;

  @Spec private CommandSpec spec;
  @Mixin private EvaluationOptions options;

  @Option(names = "--no-tricks", description = "Leave the tricks out.")
  private boolean noTricks;

  @Option(names = "--json", description = "One JSON object a task.")
  private boolean json;

  @Override
  public Integer call()
      throws IOException, InputException, InterruptedException, SweEngineException {
    List<JsonNode> rows = options.rows(spec.commandLine().getErr()::println);
    SweSettings settings = options.settings();
    PrintWriter out = spec.commandLine().getOut();
    int unsound = 0;
    int faults = 0;
    try (OrderlyEnd end = new OrderlyEnd(Duration.ZERO, "nothing of it is kept");
        DockerSweEngine engine = options.engine();
        ExecutorService pool = Executors.newFixedThreadPool(settings.workers())) {
      end.signal()
          .whenAsked(() -> pool.shutdownNow().forEach(task -> ((Future<?>) task).cancel(false)));
      SweAudit audit = new SweAudit(engine, settings, !noTricks);
      List<Future<SweAudit.Finding>> all = new ArrayList<>();
      for (JsonNode row : rows) {
        all.add(pool.submit(() -> audit.audit(row)));
      }
      for (Future<SweAudit.Finding> one : all) {
        SweAudit.Finding finding = one.get();
        if (end.signal().isAsked()) {
          // What was being audited is no finding.
          return ExitCode.INTERRUPTED;
        }
        faults += finding.fault() == null ? 0 : 1;
        unsound += finding.fault() == null && !finding.sound() ? 1 : 0;
        out.println(json ? finding.toJson() : line(finding));
        out.flush();
      }
    } catch (CancellationException | RejectedExecutionException e) {
      return ExitCode.INTERRUPTED;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        return ExitCode.INTERRUPTED;
      }
      throw new IllegalStateException(e.getCause());
    }
    return faults > 0 ? ExitCode.FAULTS : unsound > 0 ? NOT_SOUND : ExitCode.OK;
  }

  private static String line(SweAudit.Finding finding) {
    if (finding.fault() != null) {
      return "fault  " + finding.instanceId() + "  " + finding.fault();
    }
    StringBuilder line =
        new StringBuilder(
            "%-6s %s  gold %d/%d, unpatched %d/%d, tricks accepted %d of %d"
                .formatted(
                    finding.sound() ? "sound" : "NOT",
                    finding.instanceId(),
                    finding.gold(),
                    finding.runs(),
                    finding.unpatched(),
                    finding.runs(),
                    finding.accepted().size(),
                    finding.tried().size()));
    if (!finding.accepted().isEmpty()) {
      line.append(": ").append(String.join(", ", finding.accepted()));
    }
    if (!finding.flaky().isEmpty()) {
      line.append("; flaky: ").append(String.join(", ", finding.flaky()));
    }
    return line.toString();
  }
}
