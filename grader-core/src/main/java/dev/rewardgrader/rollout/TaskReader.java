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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns a task object into a {@link Task}; an unknown field is an error with a suggestion. */
public final class TaskReader {
  private static final List<String> DIALECTS =
      List.of("sqlite", "h2", "duckdb", "mariadb", "postgresql");

  private final Path folder;
  private final boolean confined;

  private static final Pattern ENTRY_POINT =
      Pattern.compile(
          "(?:[\\p{L}_$][\\p{L}\\p{N}_$]*(?:\\(\\))?(?:\\.|::))*[\\p{L}_$][\\p{L}\\p{N}_$]*");

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
          case "code" -> code(object, id, policy);
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
    String database = object.string("database");
    if (!database.startsWith("jdbc:")) {
      database = resolve(database, object.path("database"));
    } else if (confined) {
      throw new InputException(
          object.path("database"), "a JDBC URL is taken from the service's own task files alone");
    }
    SqlGold gold = sqlGold(object.object("gold"), object);
    JsonNode options = options(object);
    if (confined && options != null) {
      options = withPathsInside((ObjectNode) options, object.path("options"));
    }
    return new SqlTask(id, policy, dialect, database, gold, object.string("metric", null), options);
  }

  /** The options of SQL tasks that name files: {@code tables} and {@code databases}. */
  private ObjectNode withPathsInside(ObjectNode options, String path) throws InputException {
    ObjectNode inside = options.deepCopy();
    if (inside.path("tables").isTextual()) {
      inside.put("tables", resolve(inside.get("tables").textValue(), path + ".tables"));
    }
    JsonNode databases = inside.path("databases");
    if (databases.isTextual()) {
      inside.put("databases", resolve(databases.textValue(), path + ".databases"));
    } else if (databases.isArray()) {
      ArrayNode resolved = inside.putArray("databases");
      for (JsonNode database : databases) {
        boolean folder = database.asText().equals("*");
        resolved.add(folder ? "*" : resolve(database.asText(), path + ".databases"));
      }
    }
    return inside;
  }

  private SqlGold sqlGold(StrictObject gold, StrictObject task) throws InputException {
    if (gold == null) {
      throw new InputException(task.path("gold"), "missing");
    }
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

  private static CodeTask code(StrictObject object, String id, String policy)
      throws InputException {
    String entryPoint = object.string("entry_point", null);
    if (entryPoint != null && !ENTRY_POINT.matcher(entryPoint.strip()).matches()) {
      throw new InputException(
          object.path("entry_point"),
          "'%s' is not a function's name, such as two_sum or Solution().twoSum"
              .formatted(entryPoint));
    }
    String testCode = object.string("test_code", null);
    CodeTask.TestForm form;
    if (testCode != null) {
      if (object.has("tests")) {
        throw new InputException(object.path("tests"), "give either tests or test_code, not both");
      }
      if (testCode.isBlank()) {
        throw new InputException(
            object.path("test_code"), "empty: a task without tests cannot be judged");
      }
      form = new CodeTask.Asserts(testCode, entryPoint);
    } else if (entryPoint != null) {
      form = new CodeTask.Calls(entryPoint, callTests(object));
    } else if (object.has("interactor")) {
      form = interactive(object);
    } else {
      form = new CodeTask.Stdio(stdioTests(object));
    }
    return new CodeTask(
        id,
        policy,
        object.string("language", "auto"),
        form,
        checker(object),
        limits(object.object("limits")),
        object.string("prefix", ""),
        object.stringMap("files"),
        options(object),
        object.bool("multi_file", false),
        SubtaskReader.read(object, groups(form)));
  }

  private static Set<String> groups(CodeTask.TestForm form) {
    Set<String> groups = new HashSet<>();
    switch (form) {
      case CodeTask.Stdio stdio -> stdio.tests().forEach(test -> groups.add(test.group()));
      case CodeTask.Interactive talks -> talks.tests().forEach(test -> groups.add(test.group()));
      case CodeTask.Calls calls -> calls.tests().forEach(test -> groups.add(test.group()));
      case CodeTask.Asserts asserts -> {}
    }
    return groups;
  }

  private static CodeTask.Interactive interactive(StrictObject object) throws InputException {
    JsonNode checker = object.any("checker");
    if (checker != null && !checker.path("type").asText().equals("program")) {
      throw new InputException(
          object.path("checker"),
          "the interactor judges; only a program that reads its output can stand behind it");
    }
    JsonNode interactor = object.required("interactor");
    if (!interactor.isObject()) {
      throw new InputException(
          object.path("interactor"), "expected an object with language and source");
    }
    return new CodeTask.Interactive(stdioTests(object), interactor);
  }

  private static List<CodeTask.StdioTest> stdioTests(StrictObject task) throws InputException {
    List<CodeTask.StdioTest> tests = new ArrayList<>();
    for (JsonNode node : requiredTests(task)) {
      StrictObject test = StrictObject.of(node, task.path("tests") + "[" + tests.size() + "]");
      List<String> outputs = new ArrayList<>(test.strings("outputs"));
      if (test.has("output")) {
        outputs.addFirst(test.string("output"));
      }
      if (outputs.isEmpty() && !task.has("checker") && !task.has("interactor")) {
        throw new InputException(test.path("output"), "missing: what must the program print?");
      }
      tests.add(
          new CodeTask.StdioTest(
              test.text("id", Integer.toString(tests.size() + 1)),
              test.string("input", ""),
              outputs,
              points(test),
              test.text("group", null)));
      test.finish();
    }
    return tests;
  }

  private static List<CodeTask.CallTest> callTests(StrictObject task) throws InputException {
    List<CodeTask.CallTest> tests = new ArrayList<>();
    for (JsonNode node : requiredTests(task)) {
      StrictObject test = StrictObject.of(node, task.path("tests") + "[" + tests.size() + "]");
      if (!node.has("expected")) {
        throw new InputException(test.path("expected"), "missing: what must the call return?");
      }
      StrictObject kwargs = test.object("kwargs");
      JsonNode expected = test.any("expected");
      tests.add(
          new CodeTask.CallTest(
              test.text("id", Integer.toString(tests.size() + 1)),
              test.list("args"),
              kwargs == null ? Map.of() : new LinkedHashMap<>(kwargs.rest()),
              expected == null ? node.get("expected") : expected,
              points(test),
              test.text("group", null)));
      test.finish();
    }
    return tests;
  }

  private static List<JsonNode> requiredTests(StrictObject task) throws InputException {
    List<JsonNode> tests = task.list("tests");
    if (tests.isEmpty()) {
      throw new InputException(
          task.path("tests"), "missing or empty: a task without tests cannot be judged");
    }
    return tests;
  }

  private static double points(StrictObject test) throws InputException {
    double points = test.number("points").orElse(1);
    if (points < 0) {
      throw new InputException(test.path("points"), "must not be negative");
    }
    return points;
  }

  private static CodeTask.Checker checker(StrictObject task) throws InputException {
    JsonNode checker = task.any("checker");
    if (checker == null) {
      return new CodeTask.Checker("lines", null);
    }
    if (checker instanceof TextNode name) {
      return new CodeTask.Checker(name.textValue(), null);
    }
    StrictObject object = StrictObject.of(checker, task.path("checker"));
    return new CodeTask.Checker(object.string("type"), checker);
  }

  private static CodeTask.TaskLimits limits(StrictObject limits) throws InputException {
    if (limits == null) {
      return CodeTask.TaskLimits.NONE;
    }
    CodeTask.TaskLimits result =
        new CodeTask.TaskLimits(
            boxed(limits, "time_ms"), boxed(limits, "memory_mb"), boxed(limits, "output_bytes"));
    limits.finish();
    return result;
  }

  private static Long boxed(StrictObject object, String field) throws InputException {
    return object.positiveLong(field).stream().boxed().findFirst().orElse(null);
  }

  private static JsonNode options(StrictObject object) throws InputException {
    return object.has("options") ? object.object("options").node() : null;
  }
}
