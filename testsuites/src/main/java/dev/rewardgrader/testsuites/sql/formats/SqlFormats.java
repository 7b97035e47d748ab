package dev.rewardgrader.testsuites.sql.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.TaskReader;
import dev.rewardgrader.testsuites.rows.RowSource;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every format of text-to-SQL files. */
public final class SqlFormats {
  private static final List<SqlFormat> ALL =
      List.of(new SpiderFiles(), new BirdFiles(), new Spider2Files(), new PaverlRows());

  private SqlFormats() {}

  public static List<SqlFormat> all() {
    return ALL;
  }

  /** The format of a name, if there is one. */
  public static Optional<SqlFormat> named(String name) {
    return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
  }

  /**
   * The entries of a file, all of them checked, so that nothing need be written where one is wrong.
   *
   * @throws InputException naming file and place of what is no task or does not fit
   */
  public static List<SqlFormat.Entry> read(SqlFormat format, SqlFiles files)
      throws IOException, InputException {
    TaskReader reader = new TaskReader(Path.of(""));
    List<SqlFormat.Entry> entries = format.read(files);
    for (SqlFormat.Entry entry : entries) {
      try {
        reader.read(entry.task(), "$");
      } catch (InputException e) {
        throw new InputException(entry.at() + ": " + e.path(), e.problem());
      }
    }
    return entries;
  }

  /**
   * Writes tasks, or rollouts where there are predictions, as JSON Lines.
   *
   * @return how many
   */
  public static long write(List<SqlFormat.Entry> entries, boolean predicted, Writer out)
      throws IOException {
    long lines = 0;
    for (SqlFormat.Entry entry : entries) {
      if (!predicted) {
        out.write(entry.task() + "\n");
        lines++;
      }
      String group = entry.task().path("id").asText();
      for (int i = 0; i < entry.predictions().size(); i++) {
        ObjectNode rollout = JsonNodeFactory.instance.objectNode();
        rollout.put("id", entry.predictions().size() == 1 ? group : group + "#" + i);
        rollout.put("group", group);
        rollout.set("task", entry.task());
        rollout.put("completion", entry.predictions().get(i));
        out.write(rollout + "\n");
        lines++;
      }
    }
    return lines;
  }

  /** A task on a SQLite database. */
  static ObjectNode task(String id, String database, String metric) {
    ObjectNode task = JsonNodeFactory.instance.objectNode();
    task.put("id", id).put("kind", "sql").put("dialect", "sqlite");
    return task.put("database", database).put("metric", metric);
  }

  /**
   * {@code DIR/ID/ID.sqlite}, or {@code DIR/ID.sqlite} where that is the one there is.
   *
   * @param at what asks for it, for the message
   */
  static Path database(SqlFiles files, String id, String at) throws InputException {
    if (files.databases() == null) {
      throw new InputException("--databases", "give the folder of the databases");
    }
    Path nested = files.databases().resolve(id).resolve(id + ".sqlite");
    Path flat = files.databases().resolve(id + ".sqlite");
    Path found = Files.exists(nested) || !Files.exists(flat) ? nested : flat;
    if (!Files.exists(found)) {
      throw new InputException(at, "there is no such database: " + nested);
    }
    return found.toAbsolutePath();
  }

  /** The text of a file in UTF-8. */
  static String text(Path file) throws IOException, InputException {
    requireFile(file);
    try {
      return Files.readString(file);
    } catch (CharacterCodingException _) {
      throw new InputException(file.toString(), "is not in UTF-8: convert it");
    }
  }

  private static void requireFile(Path file) throws FileSystemException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder, not a file");
    }
  }

  /** The rows of a file of JSON Lines, of one JSON array, or of Parquet. */
  static List<JsonNode> rows(Path file) throws IOException, InputException {
    requireFile(file);
    List<JsonNode> rows = new ArrayList<>();
    try (RowSource source = RowSource.open(file.toString())) {
      try {
        for (JsonNode row = source.next(); row != null; row = source.next()) {
          rows.add(row);
        }
      } catch (InputException e) {
        throw new InputException(source.place() + ": " + e.path(), e.problem());
      }
    }
    return rows;
  }
}
