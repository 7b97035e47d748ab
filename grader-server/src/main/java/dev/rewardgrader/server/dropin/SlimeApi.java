package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.server.grading.GradingService;
import dev.rewardgrader.server.grading.View;
import dev.rewardgrader.server.http.Api;
import dev.rewardgrader.server.http.ErrorShape;
import dev.rewardgrader.server.http.Problem;
import dev.rewardgrader.server.http.Reply;
import dev.rewardgrader.server.http.Request;
import dev.rewardgrader.server.http.Route;
import java.time.Duration;
import java.util.List;

/**
 * slime's {@code remote_rm} (THUDM/slime, {@code slime/rollout/rm_hub/__init__.py}): {@code
 * {prompt, response, label}} in, a bare number out; with {@code ?view=verl} an object for {@code
 * --reward-key score}.
 */
public final class SlimeApi implements Api {
  private static final ErrorShape ERRORS = new FastApiErrors(503);

  /** Its client gives up after 120 s and tries ten times. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Grading grading;

  public SlimeApi(GradingService service) {
    this.grading = new Grading(service, LONGEST_WAIT);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/remote_rm", ERRORS, this::remoteRm));
  }

  private Reply remoteRm(Request request) throws Problem, InputException, InterruptedException {
    JsonNode body = Fields.object(request.json());
    String response = Fields.text(body, "response");
    LabelTask label = LabelTask.of(body.get("label"), "$.label");
    String group = label.group() != null ? label.group() : body.path("prompt").toString();
    RewardRecord record = grading.grade(label.task(), response, group, request.caller());
    double reward = Grading.reward(record);
    return View.of(request.query()) == View.VERL
        ? Reply.json(View.VERL.show(record))
        : Reply.json(JsonNodeFactory.instance.numberNode(reward));
  }
}
