package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
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
import java.util.Locale;

/**
 * V-Triune's reward server (MiniMax-AI/One-RL-to-See-Them-All, {@code
 * reward_server/reward_serving_fastapi.py}), {@code POST /judge}, for its verifier {@code
 * mathverify}. Its client asks {@code GET /} first who is there. What theirs answers with zeros, an
 * unknown verifier for one, is an error here.
 */
public final class VTriuneApi implements Api {
  private static final ErrorShape ERRORS = new FastApiErrors(503);

  /** Its client waits 30 s and tries three times. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(12);

  private static final List<String> TEXTS =
      List.of("prompt", "answer", "data_source", "reward_verifier_parm");

  /** Each of them, exactly once, is a quarter of the reward for the format. */
  private static final List<String> TAGS =
      List.of("<think>\n", "\n</think>\n", "\n<answer>\n", "\n</answer>");

  private final Grading grading;

  public VTriuneApi(GradingService service) {
    this.grading = new Grading(service, LONGEST_WAIT);
  }

  @Override
  public List<Route> routes() {
    ObjectNode name = JsonNodeFactory.instance.objectNode().put("message", "Reward Judge Server");
    return List.of(
        Route.get("/", ERRORS, _ -> Reply.json(name)), Route.post("/judge", ERRORS, this::judge));
  }

  private Reply judge(Request request) throws Problem, InputException, InterruptedException {
    JsonNode body = Fields.object(request.json());
    for (String field : TEXTS) {
      Fields.text(body, field);
    }
    String response = Fields.text(body, "response");
    String solution = Fields.text(body, "solution");
    double accuracyRatio = ratio(body, "accuracy_ratio", 1);
    double formatRatio = ratio(body, "format_ratio", 0.1);
    if (accuracyRatio + formatRatio <= 0) {
      throw new InputException("$.accuracy_ratio", "the two ratios together must be more than 0");
    }
    requireMathematics(Fields.text(body, "reward_verifier"));
    Json.parse(Fields.text(body, "reward_verifier_parm"));
    double format = format(response);
    double accuracy = accuracy(response, solution, Fields.text(body, "prompt"), request.caller());
    ObjectNode rewards = JsonNodeFactory.instance.objectNode();
    rewards.put("format_reward", format);
    rewards.put("accuracy_reward", accuracy);
    rewards.put("reflection_reward", 0.0);
    rewards.put(
        "final_reward",
        (accuracy * accuracyRatio + format * formatRatio) / (accuracyRatio + formatRatio));
    return Reply.json(JsonNodeFactory.instance.objectNode().set("rewards", rewards));
  }

  private static void requireMathematics(String verifier) throws Problem {
    switch (verifier) {
      case "mathverify" -> {}
      case "detection" -> throw new Problem(501, "detection is not judged here, mathverify is");
      default -> throw new Problem(404, "Invalid reward verifier: " + verifier);
    }
  }

  private static double ratio(JsonNode body, String field, double fallback) throws InputException {
    double ratio = Fields.number(body, field, fallback);
    if (ratio < 0) {
      throw new InputException("$." + field, "must not be negative");
    }
    return ratio;
  }

  private static double format(String response) {
    long once = TAGS.stream().filter(tag -> isOnce(response, tag)).count();
    return once / (double) TAGS.size();
  }

  private static boolean isOnce(String text, String part) {
    int at = text.indexOf(part);
    return at >= 0 && text.indexOf(part, at + part.length()) < 0;
  }

  /** Theirs compares in lower case, so that a choice's letter may be of either. */
  private double accuracy(String response, String solution, String prompt, String caller)
      throws Problem, InputException, InterruptedException {
    ObjectNode task = JsonNodeFactory.instance.objectNode();
    task.put("kind", "math");
    task.put("gold", ReferenceAnswer.in(insideTag(solution.toLowerCase(Locale.ROOT))));
    RewardRecord record = grading.grade(task, response.toLowerCase(Locale.ROOT), prompt, caller);
    return Grading.reward(record);
  }

  private static String insideTag(String solution) {
    int begin = solution.indexOf("<answer>");
    int end = solution.indexOf("</answer>", Math.max(0, begin));
    return begin < 0 || end < 0
        ? solution
        : solution.substring(begin + "<answer>".length(), end).strip();
  }
}
