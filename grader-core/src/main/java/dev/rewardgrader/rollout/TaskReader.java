package dev.rewardgrader.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.StrictObject;
import dev.rewardgrader.json.Suggest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Turns a task object into a {@link Task}; an unknown field is an error with a suggestion. */
public final class TaskReader {
  private static final List<String> DIALECTS =
      List.of("sqlite", "h2", "duckdb", "mariadb", "postgresql");

  private final Path folder;
  private final boolean confined;

  /**
   * @param folder where relative paths inside tasks start, the folder of the file they stand in
   */
  public TaskReader(Path folder) {
    this(folder, false);
  }

  private TaskReader(Path folder, boolean confined) {
    this.folder = folder;
    this.confined = confined;
  }

  /** A reader of strangers' tasks: they may name nothing but files inside the folder. */
  public static TaskReader confinedTo(Path folder) {
    return new TaskReader(folder, true);
  }

  /** A file that a task names. */
  private String resolve(String name, String path) throws InputException {
    Path file;
    try {
      file = folder.resolve(name);
    } catch (InvalidPathException e) {
      throw new InputException(path, "is no file name: " + e.getReason());
    }
    if (confined) {
      requireInside(file.normalize(), folder.normalize(), path);
      try {
        if (Files.exists(file)) {
          requireInside(file.toRealPath(), folder.toRealPath(), path);
        }
      } catch (IOException e) {
        throw new InputException(path, "cannot be read: " + e.getMessage());
      }
    }
    return file.toString();
  }

  private static void requireInside(Path file, Path folder, String path) throws InputException {
    if (!file.startsWith(folder)) {
      throw new InputException(path, "is not inside the folder of the service's data");
    }
  }

  /**
   * @param path the JSON path of {@code node}
   * @throws InputException naming the place and the problem
   */
  public Task read(JsonNode node, String path) throws InputException {
    StrictObject object = StrictObject.of(node, path);
    String kind = object.string("kind");
    String id = object.text("id", null);
    String policy = object.string("policy", null);
    Task task =
        switch (kind) {
          case "math" -> math(object, id, policy);
          case "code" -> CodeTaskReader.read(object, id, policy);
          case "sql" -> sql(object, id, policy);
          case "swe" -> swe(object, id, policy);
          default ->
              throw new InputException(
                  object.path("kind"),
                  "'%s' is not one of %s%s"
                      .formatted(
                          kind,
                          String.join(", ", TaskKind.words()),
                          Suggest.hint(kind, TaskKind.words())));
        };
    object.finish();
    return task;
  }

  private static MathTask math(StrictObject object, String id, String policy)
      throws InputException {
    JsonNode gold = object.required("gold");
    List<String> golds =
        gold.isNumber() ? List.of(gold.asText()) : List.copyOf(object.strings("gold"));
    if (golds.isEmpty()) {
      throw new InputException(object.path("gold"), "needs at least one reference answer");
    }
    if (golds.stream().anyMatch(String::isBlank)) {
      throw new InputException(object.path("gold"), "an empty reference answer");
    }
    return new MathTask(id, policy, golds, options(object));
  }

  private SqlTask sql(StrictObject object, String id, String policy) throws InputException {
    String dialect = object.oneOf("dialect", "sqlite", DIALECTS);
    String database = database(object.string("database"), object.path("database"));
    SqlGold gold =
        object.required("gold").isTextual()
            ? new SqlGold.Query(object.string("gold"))
            : sqlGold(object.object("gold"));
    JsonNode options = options(object);
    if (options != null) {
      options = withFiles((ObjectNode) options, object.path("options"));
    }
    return new SqlTask(id, policy, dialect, database, gold, object.string("metric", null), options);
  }

  /** A database file or, from the service's own files, a server's URL. */
  private String database(String name, String path) throws InputException {
    if (!name.startsWith("jdbc:")) {
      return resolve(name, path);
    }
    if (confined) {
      throw new InputException(path, "a JDBC URL is taken from the service's own task files alone");
    }
    return name;
  }

  /** The options of SQL tasks that name files: {@code tables} and {@code databases}. */
  private ObjectNode withFiles(ObjectNode options, String path) throws InputException {
    ObjectNode found = options.deepCopy();
    if (found.path("tables").isTextual()) {
      found.put("tables", resolve(found.get("tables").textValue(), path + ".tables"));
    }
    JsonNode databases = found.path("databases");
    if (databases.isTextual()) {
      found.set("databases", further(databases, path + ".databases"));
    } else if (databases.isArray()) {
      ArrayNode all = found.putArray("databases");
      for (JsonNode database : databases) {
        all.add(further(database, path + ".databases"));
      }
    }
    return found;
  }

  /** The star stands for all of a folder; what is no text is refused where options are read. */
  private JsonNode further(JsonNode database, String path) throws InputException {
    return !database.isTextual() || database.textValue().equals("*")
        ? database
        : TextNode.valueOf(database(database.textValue(), path));
  }

  private SqlGold sqlGold(StrictObject gold) throws InputException {
    SqlGold result;
    if (gold.has("sql")) {
      result = new SqlGold.Query(gold.string("sql"));
    } else if (gold.has("csv")) {
      result = new SqlGold.Csv(List.of(resolve(gold.string("csv"), gold.path("csv"))));
    } else if (gold.has("csvs")) {
      List<String> paths = new ArrayList<>();
      for (String name : gold.strings("csvs")) {
        paths.add(resolve(name, gold.path("csvs")));
      }
      if (paths.isEmpty()) {
        throw new InputException(gold.path("csvs"), "needs at least one file");
      }
      result = new SqlGold.Csv(paths);
    } else if (gold.has("rows")) {
      result = new SqlGold.Rows(gold.strings("columns"), rows(gold));
    } else {
      throw new InputException(gold.path(), "needs one of sql, csv, csvs or columns and rows");
    }
    gold.finish();
    return result;
  }

  private static List<List<JsonNode>> rows(StrictObject gold) throws InputException {
    int width = gold.strings("columns").size();
    List<List<JsonNode>> rows = new ArrayList<>();
    for (JsonNode row : gold.list("rows")) {
      String place = gold.path("rows") + "[" + rows.size() + "]";
      if (!row.isArray() || row.size() != width) {
        throw new InputException(place, "expected an array of " + width + " values, one a column");
      }
      List<JsonNode> values = new ArrayList<>(width);
      row.forEach(values::add);
      rows.add(values);
    }
    return rows;
  }

  private static SweTask swe(StrictObject object, String id, String policy) throws InputException {
    JsonNode instance = object.required("instance");
    if (!instance.isObject()) {
      throw new InputException(object.path("instance"), "expected an object of SWE-bench fields");
    }
    String taskId = id != null ? id : instance.path("instance_id").asText(null);
    return new SweTask(taskId, policy, instance, object.string("image", null), options(object));
  }

  static JsonNode options(StrictObject object) throws InputException {
    return object.has("options") ? object.object("options").node() : null;
  }
}
