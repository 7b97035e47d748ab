package dev.rewardgrader.testsuites.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.gate.NonDeterminism;
import dev.rewardgrader.grade.sql.gate.StatementGate;
import dev.rewardgrader.grade.sql.gate.StatementGate.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * {@code hostile.jsonl}: each input against a copy of a database. It must get the verdict asked for
 * in time, change nothing on disk, and leave the next query unharmed.
 */
final class HostileCases {
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final Duration SLACK = Duration.ofMillis(500);
  private static final String TABLE = "singer";
  private static final String COLUMN = "Age";

  private final QueryRunner runner;
  private final LabelCounts counts;
  private final Path folder;
  private final Path empty;
  private final String sqlite;
  private final String h2;

  private HostileCases(QueryRunner runner, LabelCounts counts, Path work, Path data)
      throws IOException, InterruptedException {
    this.runner = runner;
    this.counts = counts;
    this.folder = Files.createDirectory(work.resolve("databases"));
    this.empty = Files.createDirectory(work.resolve("empty"));
    Path copy = folder.resolve("concert_singer.sqlite");
    Files.copy(data.resolve("databases/concert_singer/concert_singer.sqlite"), copy);
    Files.copy(copy, folder.resolve("other.sqlite"));
    this.sqlite = copy.toString();
    Path script = folder.resolve("concert_singer.sql");
    Files.writeString(script, H2Script.of(runner, sqlite));
    this.h2 = script.toString();
  }

  static void run(Path data, QueryRunner runner, LabelCounts counts)
      throws IOException, InterruptedException {
    List<JsonNode> nodes = new ArrayList<>();
    LabelledJson.forEach(data.resolve("hostile.jsonl"), nodes::add);
    Path work = Files.createTempDirectory("grader-hostile-");
    try {
      HostileCases cases = new HostileCases(runner, counts, work, data);
      for (JsonNode node : nodes) {
        cases.check(node);
      }
    } finally {
      delete(work);
    }
  }

  private void check(JsonNode node) throws IOException, InterruptedException {
    Dialect dialect = Dialect.of(node.get("engine").asText());
    String id = node.get("id").asText();
    String sql = sql(node);
    String before = state();
    long start = System.nanoTime();
    String verdict = verdict(sql, dialect);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    String expected = node.at("/expected/verdict").asText();
    boolean inTime = time.compareTo(DEADLINE.plus(SLACK)) <= 0;
    boolean unchanged = state().equals(before) || !node.at("/expected/db_unchanged").asBoolean();
    String unharmed = verdict("SELECT count(*) FROM " + TABLE, dialect);
    String got =
        (agrees(expected, verdict) ? expected : verdict)
            + (inTime ? "" : " after " + time.toMillis() + " ms")
            + (unchanged ? "" : " and files changed")
            + (unharmed.equals("ok") ? "" : " and the next query: " + unharmed);
    counts.add("hostile", id, expected, got, false);
  }

  private static boolean agrees(String expected, String verdict) {
    Set<String> refusals = Set.of("rejected", "error");
    return Arrays.asList(expected.split("_or_")).contains(verdict)
        || (refusals.contains(expected) && refusals.contains(verdict));
  }

  private String sql(JsonNode node) {
    String text = node.get("sql").asText();
    if (node.get("sql").isNull()) {
      JsonNode generator = node.get("generator");
      int count = generator.get("count").asInt();
      text =
          generator.get("prefix").asText()
              + generator.get("unit").asText().repeat(count)
              + generator.get("middle").asText()
              + generator.get("unit_close").asText().repeat(count)
              + generator.get("suffix").asText();
    }
    return text.replace("{TABLE}", TABLE)
        .replace("{COL}", COLUMN)
        .replace("{TMP}", empty.toString())
        .replace("{OTHERDB}", folder.resolve("other.sqlite").toString());
  }

  private String verdict(String sql, Dialect dialect) throws InterruptedException {
    Optional<Refusal> refusal = StatementGate.check(sql, dialect);
    if (refusal.isPresent()) {
      return refusal.get().kind() == Refusal.Kind.FORBIDDEN ? "rejected" : "error";
    }
    String database = dialect == Dialect.H2 ? h2 : sqlite;
    QueryLimits limits = QueryLimits.DEFAULT.withDeadline(DEADLINE);
    QueryOutcome outcome = runner.run(new SqlQuery(dialect, database, sql, limits));
    return switch (outcome) {
      case Rows _ ->
          NonDeterminism.varies(NonDeterminism.flags(sql, dialect)) ? "ok_flagged" : "ok";
      case Failure failure -> name(failure.kind(), failure);
    };
  }

  private static String name(Kind kind, Failure failure) {
    return switch (kind) {
      case ERROR -> "error";
      case WRITE -> "rejected";
      case TIME_LIMIT, OUTPUT_LIMIT, MEMORY_LIMIT -> "limit";
      case WORKER_LOST, DATABASE -> kind.name().toLowerCase(Locale.ROOT) + ": " + failure.message();
    };
  }

  /** Names, sizes and checksums of everything in both folders. */
  private String state() throws IOException {
    StringBuilder state = new StringBuilder();
    for (Path root : List.of(folder, empty)) {
      try (Stream<Path> files = Files.list(root)) {
        for (Path file : files.sorted().toList()) {
          CRC32 sum = new CRC32();
          sum.update(Files.readAllBytes(file));
          state
              .append(file.getFileName())
              .append(' ')
              .append(HexFormat.of().toHexDigits(sum.getValue()))
              .append('\n');
        }
      }
    }
    return state.toString();
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted((a, b) -> b.compareTo(a)).forEach(HostileCases::deleteOne);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
