package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.server.grading.GradingService;
import dev.rewardgrader.server.http.Api;
import dev.rewardgrader.server.http.ErrorShape;
import dev.rewardgrader.server.http.Problem;
import dev.rewardgrader.server.http.Reply;
import dev.rewardgrader.server.http.Request;
import dev.rewardgrader.server.http.Route;
import java.time.Duration;
import java.util.List;

/**
 * A resources server of NeMo Gym (NVIDIA-NeMo/Gym, {@code nemo_gym/base_resources_server.py}). A
 * fault of ours has {@code mask_sample} true, which keeps its 0 out of scores.
 */
public final class NemoGymApi implements Api {
  private static final ErrorShape ERRORS = new FastApiErrors(503);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final Grading grading;

  public NemoGymApi(GradingService service) {
    this.grading = new Grading(service, LONGEST_WAIT);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/verify", ERRORS, this::verify),
        Route.post("/seed_session", ERRORS, NemoGymApi::echoSession),
        Route.post("/close_session", ERRORS, NemoGymApi::echoSession),
        Route.post("/aggregate_metrics", ERRORS, NemoGymApi::aggregate),
        Route.get(
            "/reverify_mode",
            ERRORS,
            _ -> Reply.json(JsonNodeFactory.instance.textNode("stateless"))));
  }

  private Reply verify(Request request) throws Problem, InputException, InterruptedException {
    ObjectNode body = (ObjectNode) Fields.object(request.json());
    JsonNode task = NemoGymTask.of(body);
    JsonNode index = body.path("_ng_task_index");
    RewardRecord record =
        grading.grade(
            task,
            NemoGymTask.answer(body),
            index.isMissingNode() ? null : index.asText(),
            request.caller());
    ObjectNode reply = body.deepCopy();
    Double reward = record.rewardValue();
    boolean measured = !record.isFault() && reward != null && Double.isFinite(reward);
    reply.put("reward", measured ? reward : 0.0);
    reply.put("mask_sample", !measured);
    reply.put("failure_kind", measured ? null : "grader:" + kind(record));
    reply.put(
        "failure_reason",
        record.isFault() ? record.fault().message() : measured ? null : "undecided");
    reply.put("verdict", record.isFault() ? null : record.verdict().name());
    return Reply.json(reply);
  }

  private static String kind(RewardRecord record) {
    return record.isFault() ? record.fault().code() : "undecided";
  }

  /** Nothing is kept between requests, so a session is a name. */
  private static Reply echoSession(Request request) throws InputException {
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    if (request.body().length > 0) {
      JsonNode id = Fields.object(request.json()).get("resources_session_id");
      if (!Fields.isAbsent(id)) {
        reply.set("resources_session_id", id);
      }
    }
    return Reply.json(reply);
  }

  private static Reply aggregate(Request request) throws InputException {
    JsonNode responses = Fields.object(request.json()).get("verify_responses");
    if (responses == null || !responses.isArray()) {
      throw new InputException("$.verify_responses", "missing");
    }
    return Reply.json(NemoGymMetrics.of(responses));
  }
}
