package dev.rewardgrader.cli.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.testsuites.sql.LabelCounts;
import dev.rewardgrader.testsuites.sql.LabelCounts.Count;
import dev.rewardgrader.testsuites.sql.LabelCounts.Failure;
import dev.rewardgrader.testsuites.sql.SqlConformance;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code grader conformance sql DIR}. */
@Command(
    name = "sql",
    description =
        "Run every SQL metric, and the walls, over labelled data (JSON Lines and databases).",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:bad usage or input"})
public final class ConformanceSqlCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      description = "The folder of cases.jsonl, golds.jsonl and databases/.")
  private Path folder;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(names = "--failures", description = "List each case whose result is not its label.")
  private boolean failures;

  @Option(
      names = "--sql-isolation",
      paramLabel = "HOW",
      description = "Where SQL runs: ${COMPLETION-CANDIDATES} (default: process).")
  private SqlIsolation isolation = SqlIsolation.PROCESS;

  @Override
  public Integer call() throws InterruptedException, IOException {
    LabelCounts counts;
    try {
      counts = SqlConformance.run(folder, isolation);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "cannot run the cases: " + e.getMessage());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(toJson(counts)));
    } else {
      print(out, counts);
    }
    out.flush();
    return 0;
  }

  private ObjectNode toJson(LabelCounts counts) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode suites = root.putObject("suites");
    counts.byLabel().forEach((label, count) -> suites.set(label, toJson(count)));
    root.set("total", toJson(counts.total()));
    if (failures) {
      ArrayNode list = root.putArray("failures");
      for (Failure failure : counts.failures()) {
        ObjectNode item = list.addObject();
        item.put("label", failure.label());
        item.put("id", failure.caseId());
        item.put("expected", failure.expected());
        item.put("actual", failure.actual());
        item.put("unstable", failure.unstable());
      }
    }
    return root;
  }

  private static ObjectNode toJson(Count count) {
    ObjectNode node = JSON.createObjectNode();
    node.put("cases", count.cases());
    node.put("agree", count.agree());
    node.put("differ", count.differ());
    node.put("unstable", count.unstable());
    return node;
  }

  private void print(PrintWriter out, LabelCounts counts) {
    out.printf("%-36s %7s %7s %7s %9s%n", "label", "cases", "agree", "differ", "unstable");
    counts.byLabel().forEach((label, count) -> row(out, label, count));
    row(out, "total", counts.total());
    if (failures) {
      counts.failures().forEach(failure -> out.println(failure));
    }
  }

  private static void row(PrintWriter out, String label, Count count) {
    out.printf(
        Locale.ROOT,
        "%-36s %7d %7d %7d %9d%n",
        label,
        count.cases(),
        count.agree(),
        count.differ(),
        count.unstable());
  }
}
