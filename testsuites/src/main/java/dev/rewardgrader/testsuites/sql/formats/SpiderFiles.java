package dev.rewardgrader.testsuites.sql.formats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Spider's {@code gold.txt} (a query, a tab, the database's name) and {@code predict.txt} (a query
 * a line). Blank lines part conversations in SParC and CoSQL; they are stepped over in both files.
 * Where a database's folder has several {@code .sqlite} files the metric is the test suite.
 */
final class SpiderFiles implements SqlFormat {

  @Override
  public String name() {
    return "spider";
  }

  @Override
  public String description() {
    return "Spider's gold.txt and predict.txt; --databases DIR, --predictions FILE";
  }

  @Override
  public List<Entry> read(SqlFiles files) throws IOException, InputException {
    List<String> golds = lines(files.input());
    List<String> predictions = files.predictions() == null ? List.of() : lines(files.predictions());
    if (files.predictions() != null && predictions.size() != golds.size()) {
      throw new InputException(
          files.predictions().toString(),
          predictions.size() + " predictions for " + golds.size() + " golds");
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < golds.size(); i++) {
      String[] parts = golds.get(i).split("\t");
      if (parts.length < 2) {
        throw new InputException(
            files.input() + ": gold " + (i + 1), "expected a query, a tab and a database's name");
      }
      Path database = SqlFormats.database(files, parts[1].strip());
      ObjectNode task = SqlFormats.task("spider-" + (i + 1), database.toString(), metric(database));
      task.putObject("gold").put("sql", parts[0].strip());
      task.putObject("options").put("extraction", "whole");
      entries.add(
          new Entry(
              task,
              files.predictions() == null
                  ? List.of()
                  : List.of(predictions.get(i).split("\t")[0].strip())));
    }
    return entries;
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
  }

  private static String metric(Path database) throws IOException {
    try (Stream<Path> files = Files.list(database.getParent())) {
      return files.filter(file -> file.toString().contains(".sqlite")).count() > 1
          ? "test_suite"
          : "exec";
    }
  }
}
