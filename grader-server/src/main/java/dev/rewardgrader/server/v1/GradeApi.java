package dev.rewardgrader.server.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.rollout.Rollout;
import dev.rewardgrader.server.grading.BadRollout;
import dev.rewardgrader.server.grading.GradingService;
import dev.rewardgrader.server.grading.Pending;
import dev.rewardgrader.server.grading.View;
import dev.rewardgrader.server.http.Api;
import dev.rewardgrader.server.http.ErrorShape;
import dev.rewardgrader.server.http.Problem;
import dev.rewardgrader.server.http.Reply;
import dev.rewardgrader.server.http.Request;
import dev.rewardgrader.server.http.Route;
import dev.rewardgrader.server.work.BusyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /v1/grade} and {@code /v1/grade/batch}: rollouts in, records out in their order. */
public final class GradeApi implements Api {
  private final GradingService service;

  public GradeApi(GradingService service) {
    this.service = service;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/grade", ErrorShape.PROBLEM_JSON, this::one),
        Route.post("/v1/grade/batch", ErrorShape.PROBLEM_JSON, this::batch));
  }

  private Reply one(Request request) throws Problem, InputException, InterruptedException {
    View view = View.of(request.query());
    Duration longest = MaxWait.of(request);
    Rollout rollout = service.parse(request.json());
    try {
      return Reply.json(view.show(service.grade(rollout, request.caller(), longest)));
    } catch (BusyException e) {
      throw Problem.busy(e.getMessage(), e.retryAfter());
    }
  }

  /** A bad rollout becomes an error record in its place; the others are graded. */
  private Reply batch(Request request) throws Problem, InputException, InterruptedException {
    View view = View.of(request.query());
    JsonNode body = request.json();
    if (!body.isArray()) {
      throw new InputException("$", "expected an array of rollouts");
    }
    List<Pending> pending = new ArrayList<>(body.size());
    try {
      List<RewardRecord> bad = new ArrayList<>(body.size());
      for (int i = 0; i < body.size(); i++) {
        try {
          pending.add(service.submitWhenRoom(service.parse(body.get(i)), request.caller()));
          bad.add(null);
        } catch (InputException e) {
          pending.add(null);
          bad.add(BadRollout.record(body.get(i), "rollout " + i, e));
        }
      }
      ArrayNode records = JsonNodeFactory.instance.arrayNode();
      for (int i = 0; i < pending.size(); i++) {
        records.add(view.show(bad.get(i) != null ? bad.get(i) : pending.get(i).await()));
      }
      return Reply.json(records);
    } finally {
      for (Pending one : pending) {
        if (one != null) {
          one.close();
        }
      }
    }
  }
}
