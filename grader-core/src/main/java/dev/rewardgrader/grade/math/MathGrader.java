package dev.rewardgrader.grade.math;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.MathTask;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Grades mathematical answers. Golds are compiled once for all rollouts of a task. */
public final class MathGrader implements Grader<MathTask> {
  private static final int MAX_COMPILED = 4096;

  private record Key(List<String> golds, JsonNode options) {}

  private final Map<Key, MathVerifier.CompiledGolds> compiled =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, MathVerifier.CompiledGolds> eldest) {
          return size() > MAX_COMPILED;
        }
      };

  @Override
  public Class<MathTask> taskType() {
    return MathTask.class;
  }

  /** Nothing but the grader's own code. */
  @Override
  public String surroundings(MathTask task, Completion completion) {
    return "";
  }

  @Override
  public Grade grade(MathTask task, Completion completion, GradingOptions options)
      throws GraderFault {
    MathResult result = MathVerifier.verify(golds(task), completion.text());
    if ("empty-gold".equals(result.reason())) {
      throw GraderFault.badTask("gold: an empty reference answer; give the answer to compare with");
    }
    Grade.Builder grade =
        Grade.of(result.verdict())
            .score("correct", result.isAccepted() ? 1 : 0)
            .runTime(Duration.ofNanos(result.nanos()))
            .reason(result.reason(), message(result, options.revealTests()))
            .detail("math", details(result, options.revealTests()));
    if (result.span() != null) {
      grade.candidate(new Candidate(result.span().text(), null, result.span().rule()));
      if (result.span().ambiguous()) {
        grade.flag("ambiguous-answer");
      }
    }
    return grade.build();
  }

  private MathVerifier.CompiledGolds golds(MathTask task) throws GraderFault {
    Key key = new Key(task.golds(), task.options());
    synchronized (compiled) {
      MathVerifier.CompiledGolds known = compiled.get(key);
      if (known != null) {
        return known;
      }
    }
    MathVerifier.CompiledGolds fresh;
    try {
      fresh = MathVerifier.compile(task.golds(), MathTaskOptions.parse(task.options()));
    } catch (InputException e) {
      throw GraderFault.badTask(e.getMessage());
    }
    synchronized (compiled) {
      compiled.put(key, fresh);
    }
    return fresh;
  }

  private static String message(MathResult result, boolean reveal) {
    String answer = result.canonicalAnswer();
    String gold = reveal ? " and the gold as " + result.canonicalGold() : "";
    String read = answer == null ? "" : "; the answer was read as " + answer + gold;
    return switch (result.verdict()) {
      case ACCEPTED -> "equal to a gold (" + result.layer() + ", " + result.certainty() + ")";
      case NO_ANSWER -> "no final answer was found: " + result.reason();
      case UNDECIDED -> "could not be decided: " + result.reason() + read;
      default -> "differs from every gold (" + result.layer() + ")" + read;
    };
  }

  private static ObjectNode details(MathResult result, boolean reveal) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (result.layer() != null) {
      node.put("layer", result.layer());
      node.put("certainty", result.certainty());
    }
    if (result.span() != null) {
      node.putArray("span").add(result.span().start()).add(result.span().end());
    }
    if (result.answer() != null) {
      node.put("answer", result.canonicalAnswer());
    }
    // An accepted answer shows its gold anyway.
    if (result.gold() != null && (reveal || result.verdict() == Verdict.ACCEPTED)) {
      node.put("gold", result.canonicalGold());
    }
    node.put("steps", result.steps());
    return node;
  }
}
