package dev.rewardgrader.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rewardgrader.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The service's description of itself, to hold its answers against. */
final class OpenApiDocument {
  private final JsonNode root;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private OpenApiDocument(JsonNode root) {
    this.root = root;
  }

  static OpenApiDocument parse(String text) throws Exception {
    return new OpenApiDocument(Json.parse(text));
  }

  /** Method and path of everything that is described. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return operations;
  }

  /** What an answer has that its description does not allow. */
  List<String> problemsOf(String method, String path, int status, JsonNode answer) {
    JsonNode responses =
        root.path("paths").path(path).path(method.toLowerCase(Locale.ROOT)).path("responses");
    JsonNode response = responses.path(Integer.toString(status));
    if (response.isMissingNode()) {
      response = status < 400 ? response : responses.path("default");
    }
    if (response.isMissingNode()) {
      return List.of(method + " " + path + " does not describe status " + status);
    }
    JsonNode content = response.path("content").elements().next();
    ObjectNode schema = content.path("schema").deepCopy();
    schema.set("components", root.path("components"));
    Schema compiled = registry.getSchema(schema.toString(), InputFormat.JSON);
    return compiled.validate(answer.toString(), InputFormat.JSON).stream()
        .map(problem -> problem.getInstanceLocation() + ": " + problem.getMessage())
        .toList();
  }
}
