package dev.rewardgrader.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.sql.SqlGrader;
import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.grade.sql.SqlMetric;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.gate.StatementGate;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code grader sql}: one query against one gold. */
@Command(
    name = "sql",
    description = "Compare a query's result with the gold's, and show both.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:compared, whatever the verdict",
      "2:bad usage, or a database or gold that cannot be used"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  grader sql --db pets.sqlite --gold 'SELECT name FROM pets WHERE age > 2' \\",
      "      --pred 'SELECT name FROM pets' --explain",
      "  grader sql … --metric think2sql \\",
      "      --metric-option 'weights={\"bird_ex\": 0.85, \"format\": 0.15}'",
      "  grader sql … --metric-option order=ignore --metric-option float_tolerance=1e-6"
    })
final class SqlCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--db",
      required = true,
      paramLabel = "FILE",
      description = "The database, or its JDBC URL.")
  private String database;

  @Option(names = "--gold", required = true, paramLabel = "SQL", description = "The right query.")
  private String gold;

  @Option(
      names = "--pred",
      required = true,
      paramLabel = "SQL",
      description = "The query to judge as it stands, or a model's answer.")
  private String predicted;

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      defaultValue = "sqlite",
      description = "sqlite, h2, duckdb, mariadb or postgresql (default: ${DEFAULT-VALUE}).")
  private String dialect;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      defaultValue = "sound",
      completionCandidates = Metrics.class,
      description = {"The metric (default: ${DEFAULT-VALUE}), one of", "${COMPLETION-CANDIDATES}."})
  private String metric;

  @Option(
      names = "--metric-option",
      paramLabel = "NAME=VALUE",
      description = {
        "An option of the task: the value in JSON, or plain text. Or all of them as one JSON"
            + " object. May be given several times. docs/sql.md lists them."
      })
  private List<String> optionWords;

  @Option(names = "--explain", description = "Print both results side by side with what matched.")
  private boolean explain;

  /** For the help text and the shell's completion. */
  private static final class Metrics implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SqlMetric.words().iterator();
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!SqlMetric.words().contains(metric)) {
      throw new ParameterException(
          spec.commandLine(), "--metric must be one of " + String.join(", ", SqlMetric.words()));
    }
    JsonNode options = options();
    PrintWriter out = spec.commandLine().getOut();
    try (QueryRunner runner = SqlIsolation.PROCESS.start(1);
        SqlGrader grader = new SqlGrader(runner)) {
      SqlTask task =
          new SqlTask(
              "command-line", null, dialect, database, new SqlGold.Query(gold), metric, options);
      Grade grade = grader.grade(task, new Completion(predicted), GradingOptions.DEFAULT);
      if (explain) {
        explain(out, runner, task, grade);
      }
      print(out, grade);
    } catch (GraderFault e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    out.flush();
    return 0;
  }

  private JsonNode options() {
    try {
      JsonNode words = TaskOptionWords.parse(optionWords);
      if (!isBareQuery() || (words != null && words.has("extraction"))) {
        return words;
      }
      ObjectNode options = JsonNodeFactory.instance.objectNode().put("extraction", "whole");
      return words instanceof ObjectNode given ? options.setAll(given) : options;
    } catch (InputException e) {
      throw new ParameterException(spec.commandLine(), "--metric-option: " + e.getMessage());
    }
  }

  /**
   * A query is judged as it stands, also where a metric's own extraction wants a fence round it.
   */
  private boolean isBareQuery() {
    return !predicted.contains("```")
        && Arrays.stream(Dialect.values())
            .filter(each -> each.word().equals(dialect))
            .anyMatch(each -> StatementGate.check(predicted, each).isEmpty());
  }

  /** Only what was run for the grade is run once more: not what the gate or a limit has stopped. */
  private void explain(PrintWriter out, QueryRunner runner, SqlTask task, Grade grade)
      throws GraderFault, InterruptedException {
    if (!sql(grade).path("executed").asBoolean()) {
      return;
    }
    QueryOutcome wanted = runner.run(SqlGrader.query(task, gold));
    QueryOutcome got = runner.run(SqlGrader.query(task, grade.candidate().text()));
    if (wanted instanceof Rows left && got instanceof Rows right) {
      ResultTable goldTable = left.table();
      new SideBySide(goldTable, right.table()).print(line -> out.println(markup(line)));
      return;
    }
    QueryOutcome failed = wanted instanceof Rows ? got : wanted;
    if (failed instanceof QueryOutcome.Failure failure) {
      out.println(markup("the results cannot be shown: " + Markup.plain(failure.message())));
    }
  }

  private void print(PrintWriter out, Grade grade) {
    out.println(markup("@|bold verdict|@  " + grade.verdict()));
    out.println(
        markup(
            "@|bold reason|@   "
                + Markup.plain(grade.reason().code() + ": " + grade.reason().message())));
    JsonNode place = sql(grade).path("error_at");
    if (place.isObject()) {
      out.println(
          markup("@|bold at|@       line ")
              + place.get("line").asInt()
              + ", column "
              + place.get("column").asInt());
    }
    if (!grade.flags().isEmpty()) {
      out.println(markup("@|bold flags|@    " + String.join(", ", grade.flags())));
    }
    grade.scores().forEach((name, score) -> out.printf(Locale.ROOT, "%-24s %.4f%n", name, score));
  }

  private static JsonNode sql(Grade grade) {
    return grade.details().getOrDefault("sql", MissingNode.getInstance());
  }

  private String markup(String text) {
    return spec.commandLine().getColorScheme().ansi().string(text);
  }
}
