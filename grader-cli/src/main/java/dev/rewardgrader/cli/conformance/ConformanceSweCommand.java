package dev.rewardgrader.cli.conformance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.testsuites.swe.ConformanceSuite;
import dev.rewardgrader.testsuites.swe.SweConformance;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code grader conformance swe DIR}. */
@Command(
    name = "swe",
    description = "Compare log parsers, reports and patch similarity with recorded verdicts.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:bad usage or input"})
public final class ConformanceSweCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Folder with logs.jsonl, grading.jsonl and others.")
  private Path folder;

  @Option(names = "--json", description = "Print the counts as JSON.")
  private boolean json;

  @Option(names = "--failures", description = "Also print each case that differs.")
  private boolean failures;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), folder + " is no folder");
    }
    List<ConformanceSuite> suites = SweConformance.run(folder);
    if (suites.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), folder + " has none of the files that a conformance folder has");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(suites).toPrettyString());
    } else {
      table(suites, out);
    }
    if (failures) {
      for (ConformanceSuite suite : suites) {
        suite
            .failures()
            .forEach(f -> out.println(suite.name() + " " + f.id() + ": " + f.message()));
      }
    }
    out.flush();
    return 0;
  }

  private static ObjectNode json(List<ConformanceSuite> suites) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ObjectNode named = document.putObject("suites");
    for (ConformanceSuite suite : suites) {
      counts(named.putObject(suite.name()), suite.cases(), suite.agree());
    }
    counts(document.putObject("total"), cases(suites), agree(suites));
    return document;
  }

  private static void counts(ObjectNode node, int cases, int agree) {
    node.put("cases", cases).put("agree", agree).put("differ", cases - agree);
  }

  private static void table(List<ConformanceSuite> suites, PrintWriter out) {
    out.printf("%-12s %8s %8s %8s%n", "suite", "cases", "agree", "differ");
    for (ConformanceSuite suite : suites) {
      row(out, suite.name(), suite.cases(), suite.agree());
    }
    row(out, "total", cases(suites), agree(suites));
  }

  private static void row(PrintWriter out, String name, int cases, int agree) {
    out.printf("%-12s %8d %8d %8d%n", name, cases, agree, cases - agree);
  }

  private static int cases(List<ConformanceSuite> suites) {
    return suites.stream().mapToInt(ConformanceSuite::cases).sum();
  }

  private static int agree(List<ConformanceSuite> suites) {
    return suites.stream().mapToInt(ConformanceSuite::agree).sum();
  }
}
