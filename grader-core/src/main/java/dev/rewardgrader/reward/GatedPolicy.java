package dev.rewardgrader.reward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.swe.PatchFile;
import dev.rewardgrader.grade.swe.gate.Channel;
import dev.rewardgrader.grade.swe.gate.GateConfig;
import dev.rewardgrader.grade.swe.gate.GateConfigJson;
import dev.rewardgrader.grade.swe.gate.GatedReward;
import dev.rewardgrader.grade.swe.gate.Outcome;
import dev.rewardgrader.grade.swe.gate.Trajectory;
import dev.rewardgrader.grade.swe.gate.TurnScores;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.SweTask;
import java.util.List;
import java.util.Locale;

/**
 * Gated accumulation of a software task's outcome and of the turns that led to it (arXiv
 * 2508.10548). The numbers are {@code task.options.gate}, the turns {@code meta.trajectory}.
 */
final class GatedPolicy {
  private static final String TRAJECTORY = "trajectory";

  private GatedPolicy() {}

  static double value(PolicyInput input, boolean gates) throws InputException {
    if (!(input.rollout().task() instanceof SweTask task)) {
      throw new InputException("policy", "gra and dra are for tasks of kind swe, and this is none");
    }
    JsonNode options = task.options() == null ? MissingNode.getInstance() : task.options();
    GateConfig config = GateConfigJson.read(options.path("gate"), "$.task.options.gate");
    JsonNode trajectory = input.rollout().meta().get(TRAJECTORY);
    Outcome outcome = outcome(input, trajectory);
    List<TurnScores> turns = turns(task, trajectory);
    GatedReward reward;
    try {
      reward = config.reward(outcome, turns, input.grade().scores());
    } catch (IllegalArgumentException e) {
      throw new InputException("$.task.options.gate.channels", e.getMessage());
    }
    reward
        .trace()
        .forEach(gate -> input.components().put(gate.channel().name(), gate.channel().value()));
    input.components().put("gated", reward.gated());
    input.components().put("ungated", reward.ungated());
    input.gate().set(json(outcome, turns, config, reward));
    return gates ? reward.gated() : reward.ungated();
  }

  /** A trajectory that says so was never submitted, whatever patch the repository held. */
  private static Outcome outcome(PolicyInput input, JsonNode trajectory) {
    if (trajectory != null
        && trajectory.path("submitted").isBoolean()
        && !trajectory.path("submitted").booleanValue()) {
      return Outcome.NO_SUBMIT;
    }
    JsonNode word = input.grade().details().get("outcome");
    return word == null
        ? Outcome.NO_SUBMIT
        : Outcome.valueOf(word.asText().toUpperCase(Locale.ROOT));
  }

  private static List<TurnScores> turns(SweTask task, JsonNode trajectory) throws InputException {
    if (trajectory == null) {
      return List.of();
    }
    try {
      return Trajectory.of(trajectory)
          .scores(PatchFile.paths(task.instance().path("patch").asText("")));
    } catch (InputException e) {
      throw new InputException("$.meta." + TRAJECTORY, e.getMessage());
    }
  }

  private static ObjectNode json(
      Outcome outcome, List<TurnScores> turns, GateConfig config, GatedReward reward) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("outcome", outcome.word());
    json.put("submitted", outcome.submitted());
    json.put("modified", outcome.modified());
    json.put("resolved", outcome.resolved());
    ArrayNode list = json.putArray("turns");
    for (TurnScores turn : turns) {
      ObjectNode entry = list.addObject();
      entry.put("turn", turn.turn());
      turn.scores().forEach((critic, score) -> entry.put(critic.word(), score));
      entry.put("weighted", turn.weighted(config.critics()));
    }
    ArrayNode trace = json.putArray("trace");
    for (GatedReward.Gate gate : reward.trace()) {
      Channel channel = gate.channel();
      ObjectNode entry = trace.addObject();
      entry.put("channel", channel.name());
      entry.put("priority", channel.priority());
      entry.put("value", channel.value());
      if (Double.isFinite(channel.threshold())) {
        entry.put("threshold", channel.threshold());
        entry.put("comparison", channel.comparison().sign());
      }
      entry.put("reached", channel.reached());
      entry.put("open", gate.open());
    }
    json.put("gated", reward.gated());
    json.put("ungated", reward.ungated());
    return json;
  }
}
