package dev.rewardgrader.testsuites.sql.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Spider 2.0's instances ({@code instance_id}, {@code db}, and the {@code condition_cols} and
 * {@code ignore_order} of its evaluation file), gold CSV files {@code ID.csv} or {@code ID_a.csv
 * …}, and a submission's folder of {@code ID.sql}. Instances without a local database or gold are
 * left out.
 */
final class Spider2Files implements SqlFormat {

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
    int place = 0;
    for (JsonNode row : SqlFormats.rows(files.input())) {
      place++;
      String id = row.path("instance_id").asText();
      String name = row.path("db").asText(row.path("db_id").asText());
      if (id.isEmpty() || name.isEmpty()) {
        throw new InputException(files.input() + ":" + place, "needs instance_id and db");
      }
      List<Path> golds = golds(files.golds(), id);
      Path flat = files.databases().resolve(name + ".sqlite");
      if (golds.isEmpty()
          || !(Files.exists(flat) || Files.isDirectory(files.databases().resolve(name)))) {
        continue;
      }
      Path database = SqlFormats.database(files, name);
      ObjectNode task = SqlFormats.task(id, database.toString(), "spider2");
      ArrayNode csvs = task.putObject("gold").putArray("csvs");
      golds.forEach(gold -> csvs.add(gold.toAbsolutePath().toString()));
      task.set("options", options(row));
      entries.add(new Entry(task, prediction(files, id)));
    }
    return entries;
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

  private static ObjectNode options(JsonNode row) {
    ObjectNode options = ((ObjectNode) row).objectNode();
    options.put("extraction", "whole");
    options.put("ignore_order", row.path("ignore_order").asBoolean());
    JsonNode columns = row.path("condition_cols");
    if (columns.size() > 0) {
      options.set("condition_cols", columns);
    }
    return options;
  }

  private static List<String> prediction(SqlFiles files, String id) throws IOException {
    if (files.predictions() == null) {
      return List.of();
    }
    Path sql = files.predictions().resolve(id + ".sql");
    // A missing answer is an empty one: it is graded, and wrong.
    return List.of(Files.exists(sql) ? Files.readString(sql) : "");
  }
}
