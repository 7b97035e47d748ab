package dev.rewardgrader.testsuites.sql.formats;

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
    List<Line> golds = lines(files.input());
    List<Line> predictions = files.predictions() == null ? List.of() : lines(files.predictions());
    if (files.predictions() != null && predictions.size() != golds.size()) {
      throw new InputException(
          files.predictions().toString(),
          predictions.size()
              + " predictions for "
              + golds.size()
              + " golds; blank lines part conversations, so write a word for an empty answer");
    }
    Set<String> databases = new HashSet<>();
    golds.forEach(gold -> databases.add(gold.text().replaceFirst("^[^\t]*\t?", "").strip()));
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < golds.size(); i++) {
      String at = files.input() + ":" + golds.get(i).number();
      String[] parts = golds.get(i).text().split("\t");
      if (parts.length < 2 || parts[1].isBlank()) {
        throw new InputException(at, "expected a query, a tab and a database's name");
      }
      String name = parts[1].strip();
      Path database = SqlFormats.database(files, name, at);
      ObjectNode task = SqlFormats.task("spider-" + (i + 1), database.toString(), metric(database));
      task.putObject("gold").put("sql", parts[0].strip());
      task.putObject("options").put("extraction", "whole");
      entries.add(
          new Entry(
              at,
              task,
              files.predictions() == null
                  ? List.of()
                  : List.of(prediction(files, predictions.get(i), name, databases))));
    }
    return entries;
  }

  /** A line that is not blank, and its number from 1. */
  private record Line(int number, String text) {}

  private static List<Line> lines(Path file) throws IOException, InputException {
    List<String> all = SqlFormats.text(file).lines().toList();
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).isBlank()) {
        lines.add(new Line(i + 1, all.get(i)));
      }
    }
    return lines;
  }

  /**
   * The query of a line. Where one of the golds' databases is named behind it, that must be this
   * gold's; anything else there is of no matter.
   */
  private static String prediction(
      SqlFiles files, Line line, String database, Set<String> databases) throws InputException {
    String[] parts = line.text().split("\t");
    if (parts.length > 1
        && databases.contains(parts[1].strip())
        && !parts[1].strip().equals(database)) {
      throw new InputException(
          files.predictions() + ":" + line.number(),
          "is for the database "
              + parts[1].strip()
              + ", and the gold is on "
              + database
              + ": do the predictions stand in the order of the golds?");
    }
    return parts.length == 0 ? "" : parts[0].strip();
  }

  private static String metric(Path database) throws IOException {
    try (Stream<Path> files = Files.list(database.getParent())) {
      return files.filter(file -> file.toString().contains(".sqlite")).count() > 1
          ? "test_suite"
          : "exec";
    }
  }
}
