package dev.rewardgrader.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the route of a request. */
public final class Router {
  private final List<Route> routes;

  /** Routes without braces in their path, by method and path. */
  private final Map<String, Route> fixed = new HashMap<>();

  public Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
    for (Route route : routes) {
      if (!route.path().contains("{")
          && fixed.put(route.method() + " " + route.path(), route) != null) {
        throw new IllegalArgumentException("two routes for " + route.method() + " " + route.path());
      }
    }
  }

  /** A route and what the braces of its path stand for. */
  record Match(Route route, Map<String, String> parameters) {}

  public List<Route> routes() {
    return routes;
  }

  /**
   * @throws Problem 404 for a path that nobody answers, 405 for a method that the path does not
   *     know
   */
  Match find(String method, String path) throws Problem {
    Route direct = fixed.get(method + " " + path);
    if (direct != null) {
      return new Match(direct, Map.of());
    }
    List<String> steps = steps(path);
    Set<String> methods = new LinkedHashSet<>();
    for (Route route : routes) {
      Map<String, String> parameters = route.match(steps);
      if (parameters != null && route.method().equals(method)) {
        return new Match(route, parameters);
      }
      if (parameters != null) {
        methods.add(route.method());
      }
    }
    if (methods.isEmpty()) {
      throw new Problem(404, "nothing answers at " + path + "; see /openapi.json");
    }
    throw new Problem(405, path + " knows " + String.join(", ", methods) + ", not " + method);
  }

  /** The error shape of a path, whatever the method. */
  ErrorShape errorsOf(String path) {
    List<String> steps = steps(path);
    return routes.stream()
        .filter(route -> route.match(steps) != null)
        .findFirst()
        .map(Route::errors)
        .orElse(ErrorShape.PROBLEM_JSON);
  }

  static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    for (String step : path.split("/", -1)) {
      if (!step.isEmpty()) {
        steps.add(step);
      }
    }
    return steps;
  }
}
