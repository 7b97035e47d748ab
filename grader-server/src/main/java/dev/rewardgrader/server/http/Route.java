package dev.rewardgrader.server.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One method of one path.
 *
 * @param path as in OpenAPI: {@code /v1/jobs/{id}}
 * @param endpoint null for a stream
 * @param stream null for an answer in one piece
 * @param open whether it answers without a token
 */
public record Route(
    String method,
    String path,
    Endpoint endpoint,
    StreamEndpoint stream,
    ErrorShape errors,
    boolean open) {

  public static Route get(String path, ErrorShape errors, Endpoint endpoint) {
    return new Route("GET", path, endpoint, null, errors, false);
  }

  public static Route post(String path, ErrorShape errors, Endpoint endpoint) {
    return new Route("POST", path, endpoint, null, errors, false);
  }

  public static Route delete(String path, ErrorShape errors, Endpoint endpoint) {
    return new Route("DELETE", path, endpoint, null, errors, false);
  }

  public static Route stream(String path, StreamEndpoint endpoint) {
    return new Route("POST", path, null, endpoint, ErrorShape.PROBLEM_JSON, false);
  }

  /** The same route for everybody. */
  public Route withoutToken() {
    return new Route(method, path, endpoint, stream, errors, true);
  }

  /** What the braces stand for in a path that fits, else null. */
  Map<String, String> match(List<String> steps) {
    List<String> pattern = Router.steps(path);
    if (pattern.size() != steps.size()) {
      return null;
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      String step = pattern.get(i);
      if (step.startsWith("{")) {
        parameters.put(step.substring(1, step.length() - 1), steps.get(i));
      } else if (!step.equals(steps.get(i))) {
        return null;
      }
    }
    return parameters;
  }
}
