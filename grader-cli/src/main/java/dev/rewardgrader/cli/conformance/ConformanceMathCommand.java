package dev.rewardgrader.cli.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.testsuites.math.MathConformance;
import dev.rewardgrader.testsuites.math.MathConformance.Failure;
import dev.rewardgrader.testsuites.math.MathConformance.Report;
import dev.rewardgrader.testsuites.math.MathConformance.Suite;
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

/** {@code grader conformance math DIR}. */
@Command(
    name = "math",
    description = "Run the verifier of mathematical answers over labelled suites (JSON Lines).",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:bad usage or input"})
public final class ConformanceMathCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 160;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder of the suites, one .jsonl file each.")
  private Path folder;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(names = "--failures", description = "List each case whose verdict is not its label.")
  private boolean failures;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      defaultValue = "1",
      description = "Cases verified at one time (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (jobs < 1) {
      throw new ParameterException(spec.commandLine(), "--jobs must be at least 1");
    }
    Report report;
    try {
      report = MathConformance.run(folder, jobs, true);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "cannot read the suites: " + e.getMessage());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(toJson(report)));
    } else {
      print(out, report);
    }
    out.flush();
    return ExitCode.OK;
  }

  private ObjectNode toJson(Report report) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode suites = root.putObject("suites");
    report.suites().forEach((name, suite) -> suites.set(name, toJson(suite)));
    root.set("core", toJson(report.core()));
    root.put("jobs", jobs);
    if (failures) {
      var list = root.putArray("failures");
      for (Failure f : report.failures()) {
        ObjectNode item = list.addObject();
        item.put("id", f.mathCase().id());
        item.put("suite", f.mathCase().suite());
        item.put("gold", f.mathCase().gold());
        item.put("answer", f.mathCase().answer());
        item.put("expected", f.mathCase().expected());
        item.put("verdict", f.result().verdict().name());
        item.put("reason", f.result().reason());
      }
    }
    return root;
  }

  private static ObjectNode toJson(Suite s) {
    ObjectNode node = JSON.createObjectNode();
    node.put("cases", s.cases());
    node.put("agree", s.agree());
    node.put("false_accepts", s.falseAccepts());
    node.put("false_rejects", s.falseRejects());
    node.put("undecided", s.undecided());
    node.put("per_second", s.perSecond());
    node.put("p50_ms", s.p50Ms());
    node.put("p95_ms", s.p95Ms());
    node.put("p99_ms", s.p99Ms());
    node.put("max_ms", s.maxMs());
    return node;
  }

  private void print(PrintWriter out, Report report) {
    out.printf(
        Locale.ROOT,
        "%-22s %6s %8s %4s %4s %4s %10s %8s %8s %8s %8s%n",
        "suite",
        "cases",
        "agree",
        "FA",
        "FR",
        "UD",
        "answers/s",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "max ms");
    report.suites().forEach((name, suite) -> row(out, name, suite));
    row(out, "core", report.core());
    if (failures) {
      for (Failure f : report.failures()) {
        out.printf(
            Locale.ROOT,
            "%n%s: expected %s, got %s (%s)%n  gold    %s%n  answer  %s%n",
            f.mathCase().id(),
            f.mathCase().expected() ? "accept" : "reject",
            f.result().verdict(),
            f.result().reason(),
            shorten(f.mathCase().gold()),
            shorten(f.mathCase().answer()));
      }
    }
  }

  private static void row(PrintWriter out, String name, Suite s) {
    out.printf(
        Locale.ROOT,
        "%-22s %6d %7.2f%% %4d %4d %4d %10.0f %8.3f %8.3f %8.3f %8.2f%n",
        name,
        s.cases(),
        s.cases() == 0 ? 100.0 : 100.0 * s.agree() / s.cases(),
        s.falseAccepts(),
        s.falseRejects(),
        s.undecided(),
        s.perSecond(),
        s.p50Ms(),
        s.p95Ms(),
        s.p99Ms(),
        s.maxMs());
  }

  private static String shorten(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= SHOWN
        ? line
        : line.substring(0, SHOWN / 2) + " … " + line.substring(line.length() - SHOWN / 2);
  }
}
