package dev.rewardgrader.server.v1;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.reward.RecordJson;
import dev.rewardgrader.server.http.Api;
import dev.rewardgrader.server.http.ErrorShape;
import dev.rewardgrader.server.http.Problem;
import dev.rewardgrader.server.http.Reply;
import dev.rewardgrader.server.http.Request;
import dev.rewardgrader.server.http.Route;
import dev.rewardgrader.server.metrics.ServerMetrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** For those who run the service: {@code /healthz}, {@code /readyz}, {@code /metrics}. */
public final class HealthApi implements Api {
  private final BooleanSupplier ready;
  private final ServerMetrics metrics;

  /**
   * @param ready whether new requests are taken
   */
  public HealthApi(BooleanSupplier ready, ServerMetrics metrics) {
    this.ready = ready;
    this.metrics = metrics;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/healthz", ErrorShape.PROBLEM_JSON, _ -> status("ok")).withoutToken(),
        Route.get("/readyz", ErrorShape.PROBLEM_JSON, this::ready).withoutToken(),
        Route.get("/metrics", ErrorShape.PROBLEM_JSON, this::metrics));
  }

  private Reply ready(Request request) throws Problem {
    if (!ready.getAsBoolean()) {
      throw new Problem(503, "the service is shutting down");
    }
    return status("ready");
  }

  private static Reply status(String word) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("status", word);
    json.put("grader", RecordJson.VERSION);
    return Reply.json(json);
  }

  private Reply metrics(Request request) {
    return new Reply(
        200, ServerMetrics.CONTENT_TYPE, metrics.text().getBytes(StandardCharsets.UTF_8), Map.of());
  }
}
