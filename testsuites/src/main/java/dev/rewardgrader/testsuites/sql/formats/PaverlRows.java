package dev.rewardgrader.testsuites.sql.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * PaVeRL-SQL's training rows as Parquet or JSON: {@code reward_model.ground_truth} is the gold's
 * CSV file and {@code extra_info} names the database ({@code dbfullp}, {@code dbname}, {@code
 * dbtype}). {@code response} or {@code solution_str} in a row is a prediction. Paths start at the
 * folder of the rows.
 */
final class PaverlRows implements SqlFormat {

  @Override
  public String name() {
    return "paverl";
  }

  @Override
  public String description() {
    return "PaVeRL-SQL's rows as Parquet or JSON; --predictions FILE takes the same rows with their responses";
  }

  @Override
  public List<Entry> read(SqlFiles files) throws IOException, InputException {
    Path folder = files.input().toAbsolutePath().getParent();
    Path source = files.predictions() == null ? files.input() : files.predictions();
    List<Entry> entries = new ArrayList<>();
    int place = 0;
    for (JsonNode row : SqlFormats.rows(source)) {
      place++;
      String at = source + ":" + place;
      JsonNode info = row.path("extra_info");
      JsonNode gold = row.at("/reward_model/ground_truth");
      if (!gold.isTextual()) {
        throw new InputException(at, "needs reward_model.ground_truth, the gold's CSV file");
      }
      String type = dialect(info.path("dbtype").asText("sqlite"));
      ObjectNode task =
          SqlFormats.task("paverl-" + place, database(info, type, folder, at), "paverl");
      task.put("dialect", type);
      task.putObject("gold").put("csv", folder.resolve(gold.textValue()).toString());
      JsonNode response = row.has("response") ? row.get("response") : row.get("solution_str");
      boolean answered = files.predictions() != null && response != null && response.isTextual();
      if (files.predictions() != null && !answered) {
        throw new InputException(at, "needs response or solution_str, what the model wrote");
      }
      entries.add(new Entry(at, task, answered ? List.of(response.textValue()) : List.of()));
    }
    return entries;
  }

  /** The reward knows {@code SQLite} and {@code MariaDB}. */
  private static String dialect(String type) {
    String word = type.toLowerCase(Locale.ROOT);
    return word.equals("mysql") ? "mariadb" : word;
  }

  private static String database(JsonNode info, String type, Path folder, String at)
      throws InputException {
    if (type.equals("sqlite")) {
      if (!info.path("dbfullp").isTextual()) {
        throw new InputException(at, "needs extra_info.dbfullp, the database's file");
      }
      return folder.resolve(info.get("dbfullp").textValue()).toString();
    }
    return "jdbc:mariadb://%s/%s?user=%s&password=%s"
        .formatted(
            info.path("host").asText("127.0.0.1:3306"),
            info.path("dbname").asText(),
            info.path("userid").asText(),
            info.path("pwd").asText());
  }
}
