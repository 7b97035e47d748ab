package dev.rewardgrader.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.util.Map;

/**
 * A whole request.
 *
 * @param path without the query and without a token in it
 * @param parameters what stands in braces in the route's path, by name
 * @param query the query's parameters; of a repeated one the first
 * @param headers by lower-case name; of a repeated one the first
 * @param caller who asks, for taking turns
 */
public record Request(
    String path,
    Map<String, String> parameters,
    Map<String, String> query,
    Map<String, String> headers,
    String caller,
    byte[] body) {

  /**
   * The body as JSON.
   *
   * @throws InputException when it is not JSON in UTF-8
   */
  public JsonNode json() throws InputException {
    return Json.parse(body);
  }
}
