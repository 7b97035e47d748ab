package dev.rewardgrader.grade.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SchemaReader;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.spider.SpiderMatch;
import dev.rewardgrader.grade.sql.spider.SpiderSchema;
import dev.rewardgrader.grade.sql.spider.SpiderScore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The scores of Spider's own evaluation, which compares the texts of two queries by clauses. */
final class SpiderScorer {
  private final QueryRunner runner;
  private final Map<String, Map<String, List<String>>> schemas = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> tableFiles = new ConcurrentHashMap<>();

  SpiderScorer(QueryRunner runner) {
    this.runner = runner;
  }

  /** Whether all of the query is the gold's, or which share of its components. */
  double score(Attempt attempt, SqlTaskOptions options, Map<String, Double> components)
      throws GraderFault, InterruptedException {
    SpiderSchema schema = new SpiderSchema(schema(attempt), foreignKeys(attempt, options));
    SpiderScore score = SpiderMatch.match(attempt.sql(), attempt.goldSql(), schema);
    if (!score.goldParsed()) {
      throw GraderFault.badTask(
          "Spider's parser does not take the gold query " + attempt.goldSql());
    }
    score
        .components()
        .forEach((name, part) -> components.put("spider:" + name, part.matches() ? 1.0 : 0));
    double share =
        score.components().values().stream()
            .mapToInt(part -> part.matches() ? 1 : 0)
            .average()
            .orElse(0);
    return options.metric() == SqlMetric.SPIDER_EXACT ? (score.exact() ? 1 : 0) : share;
  }

  /** The columns of each table of an SQLite database. */
  Map<String, List<String>> schema(Attempt attempt) throws GraderFault, InterruptedException {
    String database = attempt.task().database();
    if (attempt.dialect() != Dialect.SQLITE) {
      throw GraderFault.badTask("this metric reads the schema of SQLite databases only");
    }
    Map<String, List<String>> schema = schemas.get(database);
    if (schema == null) {
      try {
        schema = SchemaReader.tables(runner, database);
      } catch (IOException e) {
        throw GraderFault.permanent("bad-database", e.getMessage(), e);
      }
      schemas.put(database, schema);
    }
    return schema;
  }

  private Map<String, String> foreignKeys(Attempt attempt, SqlTaskOptions options)
      throws GraderFault {
    if (options.tables() == null) {
      return Map.of();
    }
    JsonNode file = tableFiles.get(options.tables());
    if (file == null) {
      file = tableFile(options.tables());
      tableFiles.put(options.tables(), file);
    }
    String name =
        Path.of(attempt.task().database())
            .getFileName()
            .toString()
            .replaceFirst("\\.(sqlite|db)$", "");
    String wanted = options.databaseId() == null ? name : options.databaseId();
    for (JsonNode entry : file) {
      if (entry.path("db_id").asText().equals(wanted)) {
        try {
          return SpiderTables.foreignKeys(entry);
        } catch (RuntimeException e) {
          // Parts that are missing or of another type.
          throw GraderFault.permanent(
              "bad-task",
              "the schema " + wanted + " of " + options.tables() + " is not as in Spider's files",
              e);
        }
      }
    }
    throw GraderFault.badTask(options.tables() + " has no schema " + wanted);
  }

  private static JsonNode tableFile(String path) throws GraderFault {
    try {
      if (Files.exists(Path.of(path)) && !Files.isRegularFile(Path.of(path))) {
        throw GraderFault.badTask("the schema file " + path + " is a folder or device, not a file");
      }
      JsonNode file = new ObjectMapper().readTree(Path.of(path).toFile());
      if (!file.isArray()) {
        throw GraderFault.badTask("the schema file " + path + " is not a JSON array of schemas");
      }
      return file;
    } catch (FileNotFoundException e) {
      throw GraderFault.permanent("bad-task", "there is no schema file " + path, e);
    } catch (JsonProcessingException e) {
      throw GraderFault.permanent(
          "bad-task", "the schema file " + path + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException | InvalidPathException e) {
      throw GraderFault.permanent(
          "bad-task", "cannot read the schema file " + path + ": " + e.getMessage(), e);
    }
  }
}
