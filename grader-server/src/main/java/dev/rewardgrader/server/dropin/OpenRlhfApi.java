package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.server.grading.GradingService;
import dev.rewardgrader.server.grading.VerlView;
import dev.rewardgrader.server.http.Api;
import dev.rewardgrader.server.http.ErrorShape;
import dev.rewardgrader.server.http.Problem;
import dev.rewardgrader.server.http.Reply;
import dev.rewardgrader.server.http.Request;
import dev.rewardgrader.server.http.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * OpenRLHF's remote reward, {@code POST /get_reward} (OpenRLHF, {@code openrlhf/utils/agent.py}).
 * {@code query} is the prompt with the response behind it, special tokens and all; {@code labels}
 * say what is right.
 */
public final class OpenRlhfApi implements Api {
  private static final ErrorShape ERRORS = new FastApiErrors(503);

  /** Its client gives up after 180 s. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  /** End-of-turn and padding tokens behind a response. */
  private static final Pattern SPECIAL_TAIL =
      Pattern.compile("(?:\\s*(?:<\\|[^<>|\\s]{1,40}\\|>|</s>|<eos>|<pad>|<end_of_turn>))+\\s*\\z");

  private static final List<String> LOGGED =
      List.of("acc", "pass_rate", "format_ok", "passed", "total", "queue_ms", "run_ms", "wall_ms");

  private final Grading grading;

  public OpenRlhfApi(GradingService service) {
    this.grading = new Grading(service, LONGEST_WAIT);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/get_reward", ERRORS, this::getReward));
  }

  private Reply getReward(Request request) throws Problem, InputException, InterruptedException {
    JsonNode body = Fields.object(request.json());
    JsonNode queries = Fields.array(body, "query");
    JsonNode prompts = Fields.array(body, "prompts");
    JsonNode labels = Fields.array(body, "labels");
    if (prompts.size() != queries.size() || labels.size() != queries.size()) {
      throw new InputException("$.labels", "query, prompts and labels differ in length");
    }
    List<Grading.Sample> samples = new ArrayList<>();
    for (int i = 0; i < queries.size(); i++) {
      LabelTask label = LabelTask.of(labels.get(i), "$.labels[" + i + "]");
      String prompt = promptText(prompts.get(i));
      String group = label.group() != null ? label.group() : prompt;
      samples.add(
          new Grading.Sample(label.task(), response(queries.get(i).asText(), prompt), group));
    }
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    ArrayNode rewards = reply.putArray("rewards");
    ArrayNode scores = reply.putArray("scores");
    ObjectNode logs = reply.putObject("extra_logs");
    LOGGED.forEach(logs::putArray);
    for (RewardRecord record : grading.gradeAll(samples, request.caller())) {
      rewards.add(Grading.reward(record));
      ObjectNode view = VerlView.of(record);
      scores.add(view.get("pass_rate"));
      LOGGED.forEach(key -> logs.withArray("/" + key).add(view.get(key)));
    }
    return Reply.json(reply);
  }

  private static String promptText(JsonNode prompt) {
    return prompt.isTextual() ? prompt.textValue() : "";
  }

  static String response(String query, String prompt) {
    int at = query.indexOf(prompt);
    String response = at < 0 ? query : query.substring(at + prompt.length());
    return SPECIAL_TAIL.matcher(response).replaceFirst("");
  }
}
