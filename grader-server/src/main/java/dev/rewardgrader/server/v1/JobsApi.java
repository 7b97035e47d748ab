package dev.rewardgrader.server.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.server.http.Api;
import dev.rewardgrader.server.http.ErrorShape;
import dev.rewardgrader.server.http.Problem;
import dev.rewardgrader.server.http.Reply;
import dev.rewardgrader.server.http.Request;
import dev.rewardgrader.server.http.Route;
import dev.rewardgrader.server.jobs.JobStatus;
import dev.rewardgrader.server.jobs.Jobs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /v1/jobs}: submit, ask, fetch, cancel. */
public final class JobsApi implements Api {
  private static final ErrorShape ERRORS = ErrorShape.PROBLEM_JSON;

  private final Jobs jobs;

  public JobsApi(Jobs jobs) {
    this.jobs = jobs;
  }

  /** What a call does on the disk. */
  @FunctionalInterface
  private interface OnDisk {
    Reply reply() throws Problem, InputException, IOException, InterruptedException;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/jobs", ERRORS, request -> onDisk(() -> submit(request))),
        Route.get("/v1/jobs", ERRORS, _ -> list()),
        Route.get("/v1/jobs/{id}", ERRORS, request -> shown(jobs.find(id(request)), request)),
        Route.get("/v1/jobs/{id}/records", ERRORS, request -> onDisk(() -> records(request))),
        Route.post(
            "/v1/jobs/{id}/cancel",
            ERRORS,
            request -> onDisk(() -> shown(jobs.cancel(id(request)), request))),
        Route.delete("/v1/jobs/{id}", ERRORS, request -> onDisk(() -> remove(request))));
  }

  private static Reply onDisk(OnDisk work) throws Problem, InputException, InterruptedException {
    try {
      return work.reply();
    } catch (IOException e) {
      throw new Problem(500, "the service's state cannot be read or written: " + e.getMessage());
    }
  }

  private static String id(Request request) {
    return request.parameters().get("id");
  }

  private Reply submit(Request request) throws InputException, IOException {
    return Reply.json(202, json(jobs.submit(lines(request))));
  }

  private Reply list() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    jobs.all().forEach(status -> all.add(json(status)));
    return Reply.json(all);
  }

  private Reply records(Request request) throws Problem, IOException {
    byte[] records = jobs.records(id(request)).orElseThrow(() -> unknown(request));
    return new Reply(200, Reply.JSON_LINES, records, Map.of());
  }

  private Reply remove(Request request) throws Problem, IOException, InterruptedException {
    if (!jobs.remove(id(request))) {
      throw unknown(request);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("job", id(request));
    json.put("removed", true);
    return Reply.json(json);
  }

  private static Reply shown(Optional<JobStatus> status, Request request) throws Problem {
    return Reply.json(json(status.orElseThrow(() -> unknown(request))));
  }

  private static Problem unknown(Request request) {
    return new Problem(404, "no job '" + id(request) + "'");
  }

  private static ObjectNode json(JobStatus status) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("job", status.id());
    json.put("state", status.state().word());
    json.put("total", status.total());
    json.put("done", status.done());
    json.put("faults", status.faults());
    json.put("problem", status.problem());
    return json;
  }

  /** A JSON array becomes a line for each rollout; JSON Lines stay as they are. */
  private static byte[] lines(Request request) throws InputException {
    int at = 0;
    byte[] body = request.body();
    while (at < body.length && Character.isWhitespace(body[at])) {
      at++;
    }
    if (at == body.length || body[at] != '[') {
      return body;
    }
    StringBuilder lines = new StringBuilder();
    for (JsonNode rollout : request.json()) {
      lines.append(rollout).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
