package dev.rewardgrader.grade.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.extract.ArcticReply;
import dev.rewardgrader.grade.sql.extract.SqlExtraction;
import dev.rewardgrader.grade.sql.metric.Sound;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.StrictObject;
import dev.rewardgrader.rollout.SqlTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The options of an SQL task.
 *
 * @param extraction how the SQL is found ({@code extraction})
 * @param limits of the candidate and the gold ({@code deadline_ms}, {@code max_rows}, {@code
 *     max_bytes})
 * @param tolerance relative, of the sound metric ({@code float_tolerance})
 * @param order what the sound metric makes of row order ({@code order}: auto, ignore or strict)
 * @param databases further databases of the same schema ({@code databases}; {@code ["*"]} is the
 *     folder)
 * @param keepDistinct of the test suite ({@code keep_distinct})
 * @param plugValue of the test suite ({@code plug_value})
 * @param conditionColumns of Spider 2 ({@code condition_cols}): none, one list for all golds, or a
 *     list for each
 * @param ignoreOrder of Spider 2 ({@code ignore_order})
 * @param tables path of Spider's schema file, or null ({@code tables})
 * @param databaseId the database's entry in it, or null ({@code db_id})
 * @param weights of the parts of {@code reasoning_sql} and {@code think2sql} ({@code weights})
 * @param repetitions runs that R-VES measures ({@code ves_iterations})
 * @param dropNondeterministic refuse candidates whose result may vary ({@code
 *     reject_nondeterministic})
 */
record SqlTaskOptions(
    SqlMetric metric,
    SqlExtraction extraction,
    QueryLimits limits,
    double tolerance,
    Order order,
    List<String> databases,
    boolean keepDistinct,
    boolean plugValue,
    List<List<Integer>> conditionColumns,
    boolean ignoreOrder,
    String tables,
    String databaseId,
    PartWeights weights,
    int repetitions,
    boolean dropNondeterministic) {

  /** What row order counts for. */
  enum Order {
    AUTO,
    IGNORE,
    STRICT
  }

  /** Tasks of a run have few different options; what was read is not read again. */
  private static final Map<Source, SqlTaskOptions> KNOWN = new ConcurrentHashMap<>();

  private static final int MAX_KNOWN = 1_000;

  /** A day. */
  private static final long MAX_DEADLINE_MS = 86_400_000;

  private static final int MAX_REPETITIONS = 10_000;

  private record Source(String metric, JsonNode options) {}

  static SqlTaskOptions of(SqlTask task) throws GraderFault {
    Source source = new Source(task.metric(), task.options());
    SqlTaskOptions known = KNOWN.get(source);
    if (known == null) {
      known = read(task);
      if (KNOWN.size() < MAX_KNOWN) {
        KNOWN.put(source, known);
      }
    }
    return known;
  }

  private static SqlTaskOptions read(SqlTask task) throws GraderFault {
    try {
      SqlMetric metric = metric(task.metric());
      JsonNode node = task.options();
      StrictObject options =
          StrictObject.of(node == null ? JsonNodeFactory.instance.objectNode() : node, "options");
      SqlTaskOptions read = read(options, metric);
      options.finish();
      return read;
    } catch (InputException e) {
      throw GraderFault.badTask(e.getMessage());
    }
  }

  private static SqlMetric metric(String word) throws InputException {
    if (word == null) {
      return SqlMetric.SOUND;
    }
    if (!SqlMetric.words().contains(word)) {
      throw new InputException(
          "metric", "'" + word + "' is not one of " + String.join(", ", SqlMetric.words()));
    }
    return SqlMetric.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static SqlTaskOptions read(StrictObject options, SqlMetric metric) throws InputException {
    QueryLimits standard = QueryLimits.DEFAULT;
    QueryLimits limits =
        new QueryLimits(
            Duration.ofMillis(
                atMost(options, "deadline_ms", MAX_DEADLINE_MS, standard.deadline().toMillis())),
            (int)
                Math.min(
                    Integer.MAX_VALUE, options.positiveLong("max_rows").orElse(standard.maxRows())),
            options.positiveLong("max_bytes").orElse(standard.maxBytes()));
    String extraction =
        options.oneOf(
            "extraction",
            standardExtraction(metric).word(),
            Arrays.stream(SqlExtraction.values()).map(SqlExtraction::word).toList());
    return new SqlTaskOptions(
        metric,
        SqlExtraction.valueOf(extraction.toUpperCase(Locale.ROOT)),
        limits,
        tolerance(options),
        Order.valueOf(
            options
                .oneOf("order", "auto", List.of("auto", "ignore", "strict"))
                .toUpperCase(Locale.ROOT)),
        options.strings("databases"),
        options.bool("keep_distinct", false),
        options.bool("plug_value", false),
        conditionColumns(options.list("condition_cols")),
        options.bool("ignore_order", false),
        options.string("tables", null),
        options.string("db_id", null),
        PartWeights.read(options, metric),
        (int) atMost(options, "ves_iterations", MAX_REPETITIONS, 100),
        options.bool("reject_nondeterministic", false));
  }

  private static long atMost(StrictObject options, String name, long most, long standard)
      throws InputException {
    long value = options.positiveLong(name).orElse(standard);
    if (value > most) {
      throw new InputException(options.path(name), value + " is too large; give at most " + most);
    }
    return value;
  }

  private static double tolerance(StrictObject options) throws InputException {
    double tolerance = options.number("float_tolerance").orElse(Sound.TOLERANCE);
    if (tolerance < 0 || tolerance >= 1) {
      throw new InputException(
          options.path("float_tolerance"),
          tolerance + " is no relative difference; give a number from 0 to below 1");
    }
    return tolerance;
  }

  /** Spider 2 writes one list of numbers, or a list of such lists where there are several golds. */
  private static List<List<Integer>> conditionColumns(List<JsonNode> nodes) throws InputException {
    boolean byGold = nodes.stream().anyMatch(JsonNode::isArray);
    List<List<Integer>> columns = new ArrayList<>();
    if (byGold) {
      for (JsonNode node : nodes) {
        columns.add(columns(node));
      }
    } else if (!nodes.isEmpty()) {
      columns.add(columns(nodes));
    }
    return columns;
  }

  private static List<Integer> columns(Iterable<JsonNode> nodes) throws InputException {
    List<Integer> columns = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (!node.isInt()) {
        throw new InputException(
            "condition_cols", node + " is no column number; give numbers, or a list for each gold");
      }
      columns.add(node.asInt());
    }
    return columns;
  }

  /**
   * Spider 2's condition columns for one of the golds.
   *
   * @throws IndexOutOfBoundsException where there are several lists and none for this gold
   */
  List<Integer> conditionColumns(int gold) {
    return conditionColumns.isEmpty()
        ? List.of()
        : conditionColumns.size() == 1 ? conditionColumns.getFirst() : conditionColumns.get(gold);
  }

  /** The text that is run for a query, a candidate's or a gold's. */
  String runs(String sql) {
    return metric == SqlMetric.ARCTIC ? ArcticReply.limited(sql) : sql;
  }

  /** A published reward comes with its published extraction. */
  private static SqlExtraction standardExtraction(SqlMetric metric) {
    return switch (metric) {
      case PAVERL -> SqlExtraction.PAVERL;
      case ARCTIC -> SqlExtraction.ARCTIC;
      case SKYRL -> SqlExtraction.SKYRL;
      case SQL_R1 -> SqlExtraction.SQL_R1;
      case DEEP_RETRIEVAL -> SqlExtraction.DEEP_RETRIEVAL;
      default -> SqlExtraction.AUTO;
    };
  }
}
