package dev.rewardgrader.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.sql.SqlGrader;
import dev.rewardgrader.grade.sql.SqlMetric;
import dev.rewardgrader.grade.sql.audit.SqlAudit;
import dev.rewardgrader.grade.sql.audit.SqlAudit.Finding;
import dev.rewardgrader.grade.sql.audit.SqlAudit.Outcome;
import dev.rewardgrader.grade.sql.result.Counted;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.LineSource;
import dev.rewardgrader.rollout.SqlTask;
import dev.rewardgrader.rollout.Task;
import dev.rewardgrader.rollout.TaskReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "sql",
    description = {
      "Make wrong queries from each gold and report which of them the task's databases and metric"
          + " would reward in full."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every gold was audited", "2:bad usage, or some golds cannot be run"},
    sortOptions = false)
final class AuditSqlCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "TASKS", description = "SQL tasks, one JSON object a line.")
  private String tasks;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "In place of each task's own metric.")
  private String metric;

  @Option(names = "--findings", description = "Print each rewarded query.")
  private boolean showFindings;

  @Option(names = "--json", description = "Print each rewarded query as JSON, and no table.")
  private boolean json;

  private final Map<String, Map<Outcome, Integer>> counts = new TreeMap<>();
  private int audited;
  private int broken;

  @Override
  public Integer call() throws IOException, InputException, InterruptedException {
    if (metric != null && !SqlMetric.words().contains(metric)) {
      throw new ParameterException(
          spec.commandLine(), "--metric must be one of " + String.join(", ", SqlMetric.words()));
    }
    PrintWriter out = spec.commandLine().getOut();
    try (LineSource lines = LineSource.open(tasks);
        SqlGrader grader = SqlGrader.isolated()) {
      Path folder = Path.of(tasks).toAbsolutePath().getParent();
      TaskReader reader = new TaskReader(folder);
      SqlAudit audit = new SqlAudit(grader);
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (read(reader, line, lines) instanceof SqlTask task) {
          audit(audit, withMetric(task), lines.line(), out);
        }
      }
    }
    if (!json) {
      print(out);
    }
    out.flush();
    return broken == 0 ? ExitCode.OK : ExitCode.BAD_INPUT;
  }

  private static Task read(TaskReader reader, String text, LineSource lines) throws InputException {
    try {
      return reader.read(Json.parse(text), "$");
    } catch (InputException e) {
      throw new InputException(lines.name() + ":" + lines.line(), e.getMessage());
    }
  }

  private SqlTask withMetric(SqlTask task) {
    return metric == null
        ? task
        : new SqlTask(
            task.id(),
            task.policy(),
            task.dialect(),
            task.database(),
            task.gold(),
            metric,
            task.options());
  }

  private void audit(SqlAudit audit, SqlTask task, long line, PrintWriter out)
      throws InterruptedException {
    String name = task.id() == null ? "line " + line : task.id();
    List<Finding> findings;
    try {
      findings = audit.of(task);
    } catch (GraderFault e) {
      broken++;
      spec.commandLine().getErr().println(name + ": " + e.getMessage());
      return;
    }
    audited++;
    for (Finding finding : findings) {
      counts
          .computeIfAbsent(finding.mutant().kind(), _ -> new EnumMap<>(Outcome.class))
          .merge(finding.outcome(), 1, Integer::sum);
      boolean rewarded =
          finding.outcome() == Outcome.PAID || finding.outcome() == Outcome.SAME_RESULT;
      if (rewarded && json) {
        out.println(describe(name, finding));
      } else if (rewarded && showFindings) {
        out.println(
            "%s %s %s: %s"
                .formatted(
                    name, finding.mutant().kind(), finding.outcome(), finding.mutant().sql()));
      }
    }
  }

  private static ObjectNode describe(String task, Finding finding) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("task", task)
        .put("kind", finding.mutant().kind())
        .put("outcome", finding.outcome().name().toLowerCase(Locale.ROOT))
        .put("score", finding.score())
        .put("sql", finding.mutant().sql());
  }

  private void print(PrintWriter out) {
    out.println(Counted.of(audited, "gold") + " audited, " + broken + " that cannot be run");
    out.println(
        "%-16s %8s %8s %12s %8s".formatted("wrong query", "run", "caught", "same result", "PAID"));
    counts.forEach(
        (kind, by) -> {
          int caught = by.getOrDefault(Outcome.CAUGHT, 0);
          int same = by.getOrDefault(Outcome.SAME_RESULT, 0);
          int paid = by.getOrDefault(Outcome.PAID, 0);
          out.println(
              "%-16s %8d %8d %12d %8d".formatted(kind, caught + same + paid, caught, same, paid));
        });
    out.println("same result: the databases cannot tell it from the gold; give the task more");
    out.println("PAID: the result is another one, and the metric pays in full");
  }
}
