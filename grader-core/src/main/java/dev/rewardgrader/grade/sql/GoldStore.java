package dev.rewardgrader.grade.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.gate.NonDeterminism;
import dev.rewardgrader.grade.sql.gate.StatementGate;
import dev.rewardgrader.grade.sql.gate.StatementGate.Refusal;
import dev.rewardgrader.grade.sql.metric.GoldRows;
import dev.rewardgrader.grade.sql.pandas.Frame;
import dev.rewardgrader.grade.sql.pandas.MalformedCsvException;
import dev.rewardgrader.grade.sql.pandas.ReadCsv;
import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.rollout.SqlGold;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Golds, each run or read once for all candidates that are measured by it. A gold is known by the
 * content of its database, its own text, and the engine; one that fails is tried again for the next
 * candidate.
 */
final class GoldStore {
  /** Bytes of a gold file: a result that anyone could check is far smaller. */
  private static final long MAX_CSV = 256L << 20;

  private final QueryRunner runner;
  private final DatabaseHashes hashes;
  private final RunStore runs;
  private final OnceCache<Key, List<GoldAnswer>> answers =
      new OnceCache<>(
          RunStore.MAX_WEIGHT,
          golds -> golds.stream().mapToLong(gold -> RunStore.weight(gold.table())).sum());

  private record Key(
      Dialect dialect,
      String database,
      Object gold,
      QueryLimits limits,
      SqlTaskOptions.Order order,
      List<List<Integer>> conditionColumns,
      boolean ignoreOrder) {
    /** Options hardly ever tell two keys apart. */
    @Override
    public int hashCode() {
      return 31 * database.hashCode() + gold.hashCode();
    }
  }

  /** An empty store. */
  GoldStore(QueryRunner runner, DatabaseHashes hashes, RunStore runs) {
    this.runner = runner;
    this.hashes = hashes;
    this.runs = runs;
  }

  /**
   * The alternatives of a gold, at least one.
   *
   * @throws GraderFault naming the gold that cannot be run or read
   */
  List<GoldAnswer> answers(Dialect dialect, String database, SqlGold gold, SqlTaskOptions options)
      throws GraderFault, InterruptedException {
    Key key =
        new Key(
            dialect,
            hashes.of(database),
            identity(gold, options),
            options.limits(),
            options.order(),
            options.conditionColumns(),
            options.ignoreOrder());
    return answers.get(key, () -> load(dialect, database, gold, options));
  }

  /**
   * Opens the further databases that a task names: one that cannot be opened is a fault, whether or
   * not a candidate gets so far.
   *
   * @param databases paths, or {@code *} for those beside the task's own
   */
  void requireOpen(Dialect dialect, List<String> databases)
      throws GraderFault, InterruptedException {
    for (String database : databases) {
      if (!database.equals("*")) {
        run(dialect, database, "SELECT 1", QueryLimits.DEFAULT);
      }
    }
  }

  /**
   * The result of a gold query, run once.
   *
   * @throws GraderFault naming the gold that cannot be run
   */
  Rows run(Dialect dialect, String database, String sql, QueryLimits limits)
      throws GraderFault, InterruptedException {
    return runs.gold(new SqlQuery(dialect, database, sql, limits));
  }

  /** CSV golds are known by their files' state, so that a changed file is read again. */
  private static Object identity(SqlGold gold, SqlTaskOptions options) throws GraderFault {
    if (gold instanceof SqlGold.Query query) {
      return options.runs(query.sql());
    }
    if (!(gold instanceof SqlGold.Csv csv)) {
      return gold;
    }
    List<Object> parts = new ArrayList<>();
    for (String path : csv.paths()) {
      try {
        BasicFileAttributes file = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
        requireReadable(path, file);
        parts.add(path);
        parts.add(file.lastModifiedTime());
        parts.add(file.size());
      } catch (InvalidPathException e) {
        throw GraderFault.permanent(
            "bad-task", "the gold file's path is none: " + e.getReason(), e);
      } catch (NoSuchFileException e) {
        throw GraderFault.permanent("bad-task", "there is no gold file " + path, e);
      } catch (IOException e) {
        throw GraderFault.permanent("bad-task", "cannot read the gold file " + path + ": " + e, e);
      }
    }
    return parts;
  }

  private static void requireReadable(String path, BasicFileAttributes file) throws GraderFault {
    if (!file.isRegularFile()) {
      throw GraderFault.badTask("the gold file " + path + " is a folder or device, not a file");
    }
    if (file.size() > MAX_CSV) {
      throw GraderFault.badTask(
          "the gold file "
              + path
              + " has "
              + file.size()
              + " bytes, and "
              + MAX_CSV
              + " at most are read");
    }
  }

  private List<GoldAnswer> load(
      Dialect dialect, String database, SqlGold gold, SqlTaskOptions options)
      throws GraderFault, InterruptedException {
    if (!(gold instanceof SqlGold.Query)) {
      // A database that is missing is the task's fault, whether or not a candidate gets so far.
      run(dialect, database, "SELECT 1", QueryLimits.DEFAULT);
    }
    try {
      return switch (gold) {
        case SqlGold.Query query -> List.of(run(dialect, database, query.sql(), options));
        case SqlGold.Csv csv -> readAll(csv, options);
        case SqlGold.Rows rows -> {
          if (rows.columns().isEmpty()) {
            throw GraderFault.badTask("the gold has no columns");
          }
          ResultTable table = table(rows);
          yield List.of(
              GoldAnswer.of(
                  placed(table, options.order() == SqlTaskOptions.Order.STRICT),
                  GoldAnswer.throughCsv(table),
                  options,
                  0,
                  Duration.ZERO,
                  List.of()));
        }
      };
    } catch (IndexOutOfBoundsException _) {
      throw GraderFault.badTask(
          "condition_cols "
              + options.conditionColumns()
              + " names a column that a gold lacks, or has fewer lists than there are golds");
    } catch (MalformedCsvException e) {
      throw GraderFault.badTask(
          "the gold's result cannot be read back from CSV: " + e.getMessage());
    }
  }

  private GoldAnswer run(Dialect dialect, String database, String gold, SqlTaskOptions options)
      throws GraderFault, InterruptedException, MalformedCsvException {
    String sql = options.runs(gold);
    List<String> flags = NonDeterminism.flags(gold, dialect);
    requireAllowed(gold, sql, dialect);
    Rows rows = run(dialect, database, sql, options.limits());
    ResultTable table = rows.table();
    GoldOrder.Placed placed =
        switch (options.order()) {
          case IGNORE -> placed(table, false);
          case STRICT -> placed(table, true);
          case AUTO -> new GoldOrder(runner, dialect, database, options.limits()).of(sql, table);
        };
    List<String> goldFlags = flags.stream().map(flag -> "gold-" + flag).toList();
    return GoldAnswer.of(placed, GoldAnswer.throughCsv(table), options, 0, rows.time(), goldFlags);
  }

  /**
   * A gold that would be refused as a candidate's answer is one that nobody can give. That its
   * result may vary is flagged: whoever avoids what varies may still be right.
   *
   * @param runs the text that is run for it
   */
  private static void requireAllowed(String gold, String runs, Dialect dialect) throws GraderFault {
    Optional<Refusal> refusal = StatementGate.check(runs, dialect);
    if (refusal.isPresent()) {
      throw GraderFault.badTask(
          "the gold query would be refused as an answer ("
              + refusal.get().reason()
              + "): "
              + QueryFaults.shown(gold));
    }
  }

  private static GoldOrder.Placed placed(ResultTable table, boolean strict) {
    return new GoldOrder.Placed(
        strict ? GoldRows.strictlyOrdered(table) : GoldRows.unordered(table), null);
  }

  private static List<GoldAnswer> readAll(SqlGold.Csv csv, SqlTaskOptions options)
      throws GraderFault {
    List<GoldAnswer> answers = new ArrayList<>();
    for (String path : csv.paths()) {
      try {
        Frame frame = ReadCsv.parse(Files.readString(Path.of(path)));
        answers.add(
            GoldAnswer.of(
                placed(table(frame), false),
                frame,
                options,
                answers.size(),
                Duration.ZERO,
                List.of("gold-from-csv")));
      } catch (MalformedCsvException e) {
        throw GraderFault.badTask(
            "the gold file " + path + " is not a CSV file: " + e.getMessage());
      } catch (CharacterCodingException e) {
        throw GraderFault.permanent(
            "bad-task", "the gold file " + path + " is not in UTF-8: convert it", e);
      } catch (IOException e) {
        throw GraderFault.permanent("bad-task", "cannot read the gold file " + path + ": " + e, e);
      }
    }
    return answers;
  }

  private static ResultTable table(Frame frame) {
    List<Object[]> rows = new ArrayList<>();
    for (int row = 0; row < frame.rowCount(); row++) {
      Object[] values = new Object[frame.columnCount()];
      for (int i = 0; i < values.length; i++) {
        Object value = frame.columns().get(i).get(row);
        boolean missing = value == null || Objects.equals(value, Double.NaN);
        values[i] = missing ? null : value instanceof String ? value : PyValue.key(value);
      }
      rows.add(values);
    }
    return new ResultTable(frame.names(), rows);
  }

  private static ResultTable table(SqlGold.Rows gold) throws GraderFault {
    List<Object[]> rows = new ArrayList<>();
    for (List<JsonNode> row : gold.rows()) {
      for (JsonNode value : row) {
        boolean endless = value.isNumber() && !Double.isFinite(value.doubleValue());
        if (value.isContainerNode() || endless) {
          throw GraderFault.badTask(
              "the gold's row "
                  + (rows.size() + 1)
                  + " holds "
                  + (endless ? "a number that is too large" : "an array or an object")
                  + "; give texts, numbers, true, false or null");
        }
      }
      rows.add(row.stream().map(GoldStore::value).toArray());
    }
    return new ResultTable(gold.columns(), rows);
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL, MISSING -> null;
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.longValue()
              : node.doubleValue();
      case BOOLEAN -> node.booleanValue() ? 1L : 0L;
      default -> node.isTextual() ? node.textValue() : node.toString();
    };
  }
}
