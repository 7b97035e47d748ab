package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.server.http.ErrorShape;
import dev.rewardgrader.server.http.Problem;
import dev.rewardgrader.server.http.Reply;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The errors of FastAPI, in which most reward services are written: 422 with a list of places for a
 * body that does not fit, {@code {"detail": "…"}} for everything else.
 *
 * @param busyStatus what a service that has too much to do says; clients retry one status and not
 *     another
 */
record FastApiErrors(int busyStatus) implements ErrorShape {
  private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[(\\d+)]");

  @Override
  public Reply reply(Problem problem) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (problem.status() == 400 && problem.path() != null) {
      ObjectNode one = json.putArray("detail").addObject();
      boolean malformed = problem.getMessage().startsWith("not ");
      one.put("type", malformed ? "json_invalid" : type(problem.getMessage()));
      ArrayNode place = one.putArray("loc").add("body");
      Matcher steps = STEP.matcher(problem.path());
      while (steps.find()) {
        if (steps.group(1) != null) {
          place.add(steps.group(1));
        } else {
          place.add(Integer.parseInt(steps.group(2)));
        }
      }
      one.put("msg", problem.getMessage());
      one.putNull("input");
      return Reply.json(422, json);
    }
    json.put("detail", problem.getMessage());
    return Reply.json(problem.status() == 503 ? busyStatus : problem.status(), json);
  }

  private static String type(String message) {
    return message.startsWith("missing") ? "missing" : "value_error";
  }
}
