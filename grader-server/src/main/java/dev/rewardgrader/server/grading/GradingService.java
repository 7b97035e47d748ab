package dev.rewardgrader.server.grading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.engine.GradingEngine;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.rollout.Rollout;
import dev.rewardgrader.rollout.RolloutParser;
import dev.rewardgrader.server.work.Ask;
import dev.rewardgrader.server.work.BusyException;
import dev.rewardgrader.server.work.Dispatcher;
import dev.rewardgrader.server.work.Ticket;
import java.time.Duration;
import java.util.function.Consumer;

/** Grades rollouts for whoever asks, in turn. Thread-safe. */
public final class GradingService {
  private final GradingEngine engine;
  private final RolloutParser parser;
  private final Dispatcher dispatcher;
  private final Consumer<RewardRecord> recorded;

  /**
   * @param recorded hears of every record that is given out
   */
  public GradingService(
      GradingEngine engine,
      RolloutParser parser,
      Dispatcher dispatcher,
      Consumer<RewardRecord> recorded) {
    this.engine = engine;
    this.parser = parser;
    this.dispatcher = dispatcher;
    this.recorded = recorded;
  }

  /**
   * @throws InputException when the JSON is no rollout
   */
  public Rollout parse(JsonNode json) throws InputException {
    return parser.parse(json);
  }

  /**
   * Grades a rollout.
   *
   * @param longest time in the queue
   * @throws BusyException when the queue is full, or the rollout has not come to its turn by then
   */
  public RewardRecord grade(Rollout rollout, String caller, Duration longest)
      throws BusyException, InterruptedException {
    try (Pending pending = submit(rollout, caller)) {
      return pending.await(longest);
    }
  }

  /**
   * Puts a rollout into the queue.
   *
   * @throws BusyException when it is full
   */
  public Pending submit(Rollout rollout, String caller) throws BusyException {
    long asked = System.nanoTime();
    return new Pending(
        rollout,
        asked,
        dispatcher.submit(ask(rollout, caller), () -> engine.grade(rollout, asked)),
        recorded);
  }

  /** Puts a rollout into the queue as soon as that has room. */
  public Pending submitWhenRoom(Rollout rollout, String caller) throws InterruptedException {
    long asked = System.nanoTime();
    Ticket<RewardRecord> ticket =
        dispatcher.submitWhenRoom(ask(rollout, caller), () -> engine.grade(rollout, asked));
    return new Pending(rollout, asked, ticket, recorded);
  }

  private static Ask ask(Rollout rollout, String caller) {
    String group = rollout.group() == null ? "" : rollout.group();
    return new Ask(rollout.task().kind().word(), caller, group, RolloutKey.of(rollout));
  }
}
