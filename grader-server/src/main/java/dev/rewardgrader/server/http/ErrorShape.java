package dev.rewardgrader.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How an API tells that something went wrong. */
@FunctionalInterface
public interface ErrorShape {
  /** RFC 9457, with the JSON {@code path} of the place where there is one. */
  ErrorShape PROBLEM_JSON =
      problem -> {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "about:blank");
        json.put("title", problem.title());
        json.put("status", problem.status());
        json.put("detail", problem.getMessage());
        if (problem.path() != null) {
          json.put("path", problem.path());
        }
        return Reply.json(problem.status(), json).as(Reply.PROBLEM);
      };

  Reply reply(Problem problem);
}
