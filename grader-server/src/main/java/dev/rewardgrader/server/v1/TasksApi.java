package dev.rewardgrader.server.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.server.grading.UploadedTasks;
import dev.rewardgrader.server.http.Api;
import dev.rewardgrader.server.http.ErrorShape;
import dev.rewardgrader.server.http.Problem;
import dev.rewardgrader.server.http.Reply;
import dev.rewardgrader.server.http.Request;
import dev.rewardgrader.server.http.Route;
import java.util.ArrayList;
import java.util.List;

/** {@code /v1/tasks}: bring a set of tasks once, then name them by id. */
public final class TasksApi implements Api {
  private final UploadedTasks tasks;

  public TasksApi(UploadedTasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/tasks", ErrorShape.PROBLEM_JSON, this::add),
        Route.get("/v1/tasks", ErrorShape.PROBLEM_JSON, this::list));
  }

  private Reply add(Request request) throws Problem, InputException {
    String set = request.query().getOrDefault("set", "");
    try {
      UploadedTasks.Upload upload = tasks.add(set, read(request));
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("set", set);
      json.put("added", upload.added());
      json.put("known", upload.known());
      json.put("total", upload.total());
      return Reply.json(json);
    } catch (UploadedTasks.ConflictException e) {
      throw new Problem(409, e.getMessage());
    }
  }

  private Reply list(Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode sets = json.putObject("sets");
    tasks.counts().forEach(sets::put);
    return Reply.json(json);
  }

  /** A JSON array of tasks, or one task a line. */
  private static List<JsonNode> read(Request request) throws InputException {
    List<JsonNode> tasks = new ArrayList<>();
    String text = Json.text(request.body());
    if (text.stripLeading().startsWith("[")) {
      request.json().forEach(tasks::add);
      return tasks;
    }
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        try {
          tasks.add(Json.parse(line));
        } catch (InputException e) {
          throw new InputException("line " + number, e.problem());
        }
      }
    }
    if (tasks.isEmpty()) {
      throw new InputException("$", "empty where an array of tasks or JSON Lines were expected");
    }
    return tasks;
  }
}
