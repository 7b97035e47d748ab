package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.server.grading.GradingService;
import dev.rewardgrader.server.grading.Pending;
import dev.rewardgrader.server.http.Problem;
import dev.rewardgrader.server.work.BusyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Grades for clients that know nothing of faults: for them a fault is an error, never a reward. */
final class Grading {
  /** Faults that asking again does not mend. */
  private static final Set<String> LASTING =
      Set.of("bad-task", "bad-policy", "bad-input", "no-grader", "no-checker", "no-tool");

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final GradingService service;
  private final Duration longest;

  /**
   * @param longest time in the queue, well below the client's own timeout
   */
  Grading(GradingService service, Duration longest) {
    this.service = service;
    this.longest = longest;
  }

  /**
   * Grades a completion.
   *
   * @param task a task or the name of one
   * @param group ties the samples of a prompt together, or null
   */
  RewardRecord grade(JsonNode task, String completion, String group, String caller)
      throws Problem, InputException, InterruptedException {
    return gradeAll(List.of(new Sample(task, completion, group)), caller).getFirst();
  }

  /** What is graded. */
  record Sample(JsonNode task, String completion, String group) {}

  /** Grades several at once; the records come in their order. */
  List<RewardRecord> gradeAll(List<Sample> samples, String caller)
      throws Problem, InputException, InterruptedException {
    List<Pending> pending = new ArrayList<>();
    try {
      for (Sample sample : samples) {
        pending.add(service.submit(service.parse(rollout(sample)), caller));
      }
      List<RewardRecord> records = new ArrayList<>();
      for (Pending one : pending) {
        records.add(one.await(longest));
      }
      return records;
    } catch (BusyException e) {
      throw Problem.busy(e.getMessage(), e.retryAfter());
    } finally {
      pending.forEach(Pending::close);
    }
  }

  private static ObjectNode rollout(Sample sample) {
    ObjectNode rollout = JsonNodeFactory.instance.objectNode();
    rollout.put("id", "request");
    if (sample.group() != null) {
      rollout.put("group", sample.group());
    }
    rollout.set("task", sample.task());
    rollout.put("completion", sample.completion());
    return rollout;
  }

  /**
   * The reward.
   *
   * @throws Problem when there is none
   */
  static double reward(RewardRecord record) throws Problem {
    requireGraded(record);
    Double reward = record.rewardValue();
    if (reward == null || !Double.isFinite(reward)) {
      throw new Problem(
          500,
          "undecided (%s): there is no reward; a policy such as decided(binary, 0) gives one"
              .formatted(record.grade().reason() == null ? "" : record.grade().reason().code()));
    }
    return reward;
  }

  /**
   * @throws Problem when the record is a fault's
   */
  static void requireGraded(RewardRecord record) throws Problem {
    if (record.isFault()) {
      String detail = record.fault().code() + ": " + record.fault().message();
      throw LASTING.contains(record.fault().code())
          ? new Problem(500, detail)
          : Problem.busy(detail, RETRY_AFTER);
    }
  }
}
