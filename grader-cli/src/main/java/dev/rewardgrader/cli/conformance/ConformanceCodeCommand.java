package dev.rewardgrader.cli.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.cli.options.SandboxOptions;
import dev.rewardgrader.grade.code.CodeGrader;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.testsuites.code.CodeConformance;
import dev.rewardgrader.testsuites.code.CodeSuiteReader;
import dev.rewardgrader.testsuites.code.Mutation;
import dev.rewardgrader.testsuites.code.RowResult;
import dev.rewardgrader.testsuites.code.SuiteResult;
import dev.rewardgrader.testsuites.code.SuiteRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code grader conformance code DIR}. */
@Command(
    name = "code",
    description = "Judge the reference solutions of code benchmarks; all have to be accepted.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:bad usage or input", "3:faults of the grader"})
public final class ConformanceCodeCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 200;

  @Spec private CommandSpec spec;

  @Mixin private SandboxOptions sandbox;

  @Parameters(paramLabel = "DIR", description = "A folder of benchmark files, or one such file.")
  private Path folder;

  @Option(
      names = "--mutate",
      description = "Judge broken versions too, and list those that the tests accept.")
  private boolean mutate;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(names = "--failures", description = "List each row that was not accepted, with why.")
  private boolean failures;

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N rows of each file.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Rows judged at one time (default: one a processor).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  private final Map<String, SuiteResult> suites = new LinkedHashMap<>();
  private final List<String> skipped = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (jobs < 1 || limit < 1) {
      throw new ParameterException(spec.commandLine(), "--jobs and --limit must be at least 1");
    }
    try (SandboxPool pool = sandbox.pool(jobs)) {
      CodeConformance conformance =
          new CodeConformance(new CodeGrader(pool, sandbox.languages()), jobs);
      for (Path file : files()) {
        run(conformance, file);
      }
    }
    if (suites.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          folder + " holds no file of a benchmark that is known (docs/code.md)");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(toJson()));
    } else {
      print(out);
    }
    out.flush();
    return suites.values().stream().anyMatch(s -> s.count(RowResult.Status.FAULT) > 0)
        ? ExitCode.FAULTS
        : ExitCode.OK;
  }

  private List<Path> files() {
    try (Stream<Path> found = Files.walk(folder, 1)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "cannot read " + folder + ": " + e);
    }
  }

  private void run(CodeConformance conformance, Path file)
      throws IOException, InterruptedException {
    String name = file.getFileName().toString().replaceAll("\\.jsonl(?:\\.gz|\\.zst)?$", "");
    if (CodeSuiteReader.formatOf(file) == null) {
      skipped.add(file.getFileName().toString());
      return;
    }
    List<SuiteRow> rows;
    try {
      rows = CodeSuiteReader.read(file);
    } catch (InputException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    rows = rows.stream().filter(row -> row.reference() != null).limit(limit).toList();
    SuiteResult references = conformance.run(name, rows, null);
    suites.put(name, references);
    if (mutate) {
      for (Mutation mutation : Mutation.values()) {
        String broken = name + "/" + mutation.word();
        suites.put(broken, conformance.run(broken, rows, mutation));
      }
    }
  }

  private static boolean isBroken(String name) {
    return name.contains("/");
  }

  /**
   * The rows worth a look: references that were not accepted or that were mended, broken versions
   * that were accepted.
   */
  private List<RowResult> surprises(String name, SuiteResult suite) {
    return suite.rows().stream()
        .filter(
            row ->
                row.reason() != null && row.status() == RowResult.Status.ACCEPTED
                    || isBroken(name) == (row.status() == RowResult.Status.ACCEPTED))
        .toList();
  }

  private ObjectNode toJson() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode all = root.putObject("suites");
    suites.forEach((name, suite) -> all.set(name, toJson(name, suite)));
    List<RowResult> rows = suites.values().stream().flatMap(s -> s.rows().stream()).toList();
    long nanos = suites.values().stream().mapToLong(SuiteResult::nanos).sum();
    root.set("total", toJson("total", new SuiteResult("total", rows, nanos)));
    skipped.forEach(root.putArray("skipped")::add);
    return root;
  }

  private ObjectNode toJson(String name, SuiteResult suite) {
    ObjectNode node = JSON.createObjectNode();
    node.put("rows", suite.rows().size());
    node.put("accepted", suite.count(RowResult.Status.ACCEPTED));
    node.put("rejected", suite.count(RowResult.Status.REJECTED));
    node.put("not_servable", suite.count(RowResult.Status.NOT_SERVABLE));
    node.put("faults", suite.count(RowResult.Status.FAULT));
    node.put("per_second", rounded(suite.perSecond()));
    node.put("p50_ms", rounded(suite.percentileMs(0.5)));
    node.put("p99_ms", rounded(suite.percentileMs(0.99)));
    node.put("max_ms", rounded(suite.percentileMs(1)));
    if (!name.equals("total") && (failures || isBroken(name))) {
      for (RowResult row : surprises(name, suite)) {
        ObjectNode item = node.withArray("listed").addObject();
        item.put("id", row.id());
        item.put("status", row.status().name());
        item.put("verdict", row.verdict() == null ? null : row.verdict().name());
        item.put("reason", row.reason());
      }
    }
    return node;
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-42s %6s %8s %8s %8s %6s %8s %8s %8s %8s%n",
        "suite",
        "rows",
        "accepted",
        "rejected",
        "not serv",
        "faults",
        "rows/s",
        "p50 ms",
        "p99 ms",
        "max ms");
    suites.forEach(
        (name, suite) ->
            out.printf(
                Locale.ROOT,
                "%-42s %6d %8d %8d %8d %6d %8.1f %8.1f %8.1f %8.1f%n",
                name,
                suite.rows().size(),
                suite.count(RowResult.Status.ACCEPTED),
                suite.count(RowResult.Status.REJECTED),
                suite.count(RowResult.Status.NOT_SERVABLE),
                suite.count(RowResult.Status.FAULT),
                suite.perSecond(),
                suite.percentileMs(0.5),
                suite.percentileMs(0.99),
                suite.percentileMs(1)));
    skipped.forEach(name -> out.println("skipped " + name + ": no known benchmark format"));
    suites.forEach(
        (name, suite) ->
            surprises(name, suite).stream()
                .filter(
                    row -> failures || isBroken(name) || row.status() != RowResult.Status.REJECTED)
                .forEach(
                    row ->
                        out.printf(
                            "%s: %s %s %s%n",
                            name,
                            row.id(),
                            row.status().name().toLowerCase(Locale.ROOT),
                            shown(row))));
  }

  private static String shown(RowResult row) {
    String reason = row.reason() == null ? "" : row.reason().replace('\n', ' ');
    return reason.length() <= SHOWN ? reason : reason.substring(0, SHOWN) + "…";
  }
}
