package dev.rewardgrader.server.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.reward.RecordJson;
import dev.rewardgrader.server.http.Api;
import dev.rewardgrader.server.http.ErrorShape;
import dev.rewardgrader.server.http.Reply;
import dev.rewardgrader.server.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * {@code /openapi.json}: what the service answers, in OpenAPI 3.1. Rollouts, tasks and records are
 * described by their published schemas.
 */
public final class OpenApi implements Api {
  private static final Map<String, String> PUBLISHED =
      Map.of(
          "Rollout", "rollout.schema.json",
          "Task", "task.schema.json",
          "RewardRecord", "reward-record.schema.json");

  private Reply reply;

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/openapi.json", ErrorShape.PROBLEM_JSON, _ -> reply()).withoutToken());
  }

  private synchronized Reply reply() {
    if (reply == null) {
      reply = Reply.json(document());
    }
    return reply;
  }

  static ObjectNode document() {
    ObjectNode document = read(OpenApi.class, "/dev/rewardgrader/server/openapi.json");
    ObjectNode schemas = (ObjectNode) document.at("/components/schemas");
    PUBLISHED.forEach(
        (name, file) -> {
          ObjectNode schema = read(RecordJson.class, "/dev/rewardgrader/schema/" + file);
          schema.remove(List.of("$id", "$schema"));
          redirect(schema, name);
          schemas.set(name, schema);
        });
    return document;
  }

  /** References inside a published schema start at its root, which is not the document's. */
  private static void redirect(JsonNode node, String name) {
    if (node instanceof ObjectNode object) {
      if (object.get("$ref") instanceof TextNode reference) {
        object.put("$ref", redirected(reference.textValue(), name));
      }
      object.forEach(child -> redirect(child, name));
    } else if (node instanceof ArrayNode array) {
      array.forEach(child -> redirect(child, name));
    }
  }

  private static String redirected(String reference, String name) {
    String schemas = "#/components/schemas/";
    return reference.equals("task-1.json")
        ? schemas + "Task"
        : reference.replaceFirst("^#/", schemas + name + "/");
  }

  private static ObjectNode read(Class<?> where, String resource) {
    try (InputStream in = where.getResourceAsStream(resource)) {
      return (ObjectNode) Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled " + resource + " is broken", e);
    }
  }
}
