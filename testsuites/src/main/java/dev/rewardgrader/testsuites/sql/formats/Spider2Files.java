package dev.rewardgrader.testsuites.sql.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Spider 2.0's instances ({@code instance_id}, {@code db}, and the {@code condition_cols} and
 * {@code ignore_order} of its evaluation file), gold CSV files {@code ID.csv} or {@code ID_a.csv
 * …}, and a submission's folder of {@code ID.sql}. Instances without a local database or gold are
 * left out.
 */
final class Spider2Files implements SqlFormat {
  private static final String SQL = ".sql";

  @Override
  public String name() {
    return "spider2";
  }

  @Override
  public String description() {
    return "Spider 2.0's instances; --databases DIR, --golds DIR, --predictions DIR of ID.sql";
  }

  @Override
  public List<Entry> read(SqlFiles files) throws IOException, InputException {
    if (files.golds() == null || files.databases() == null) {
      throw new InputException("--golds", "give the folders of gold CSV files and of databases");
    }
    List<Entry> entries = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int place = 0;
    for (JsonNode row : SqlFormats.rows(files.input())) {
      place++;
      String at = files.input() + ":" + place;
      String id = row.path("instance_id").asText();
      String name = row.path("db").asText(row.path("db_id").asText());
      if (id.isEmpty() || name.isEmpty()) {
        throw new InputException(at, "needs instance_id and db");
      }
      if (!ids.add(id)) {
        throw new InputException(at, id + " is the id of another instance, too");
      }
      List<Path> golds = golds(files.golds(), id);
      Path flat = files.databases().resolve(name + ".sqlite");
      if (golds.isEmpty()
          || !(Files.exists(flat) || Files.isDirectory(files.databases().resolve(name)))) {
        continue;
      }
      Path database = SqlFormats.database(files, name, at);
      ObjectNode task = SqlFormats.task(id, database.toString(), "spider2");
      ArrayNode csvs = task.putObject("gold").putArray("csvs");
      golds.forEach(gold -> csvs.add(gold.toAbsolutePath().toString()));
      task.set("options", options(row, at));
      entries.add(new Entry(at, task, prediction(files, id)));
    }
    if (files.predictions() != null) {
      requireAnswers(files, ids);
    }
    return entries;
  }

  /** A folder without any answer, or with answers to other questions, is not this submission. */
  private static void requireAnswers(SqlFiles files, Set<String> ids)
      throws IOException, InputException {
    String folder = files.predictions().toString();
    if (!Files.isDirectory(files.predictions())) {
      throw new InputException(folder, "there is no such folder of answers, ID.sql each");
    }
    List<String> answers;
    try (Stream<Path> found = Files.list(files.predictions())) {
      answers =
          found
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(SQL))
              .map(name -> name.substring(0, name.length() - SQL.length()))
              .sorted()
              .toList();
    }
    if (answers.isEmpty()) {
      throw new InputException(
          folder, "holds no ID.sql; results as CSV are not graded, give the queries");
    }
    for (String answer : answers) {
      if (!ids.contains(answer)) {
        throw new InputException(
            files.predictions().resolve(answer + SQL).toString(),
            "no instance of " + files.input() + " has this id");
      }
    }
  }

  private static List<Path> golds(Path folder, String id) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> {
                String name = file.getFileName().toString();
                return name.equals(id + ".csv")
                    || (name.startsWith(id + "_")
                        && name.substring(id.length()).matches("_[a-z]\\.csv"));
              })
          .sorted()
          .toList();
    }
  }

  private static ObjectNode options(JsonNode row, String at) throws InputException {
    ObjectNode options = ((ObjectNode) row).objectNode();
    options.put("extraction", "whole");
    JsonNode ignore = row.path("ignore_order");
    if (row.hasNonNull("ignore_order") && !ignore.isBoolean()) {
      throw new InputException(at + ": $.ignore_order", "expected true or false, not " + ignore);
    }
    options.put("ignore_order", ignore.asBoolean());
    JsonNode columns = row.path("condition_cols");
    if (row.hasNonNull("condition_cols") && !columns.isArray()) {
      throw new InputException(
          at + ": $.condition_cols", "expected a list of column numbers, not " + columns);
    }
    if (columns.size() > 0) {
      options.set("condition_cols", columns);
    }
    return options;
  }

  private static List<String> prediction(SqlFiles files, String id)
      throws IOException, InputException {
    if (files.predictions() == null) {
      return List.of();
    }
    Path sql = files.predictions().resolve(id + SQL);
    // A missing answer is an empty one: it is graded, and wrong.
    return List.of(Files.exists(sql) ? SqlFormats.text(sql) : "");
  }
}
