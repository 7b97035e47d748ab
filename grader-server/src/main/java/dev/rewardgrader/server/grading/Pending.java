package dev.rewardgrader.server.grading;

import dev.rewardgrader.grade.Reason;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.rollout.Rollout;
import dev.rewardgrader.server.work.BusyException;
import dev.rewardgrader.server.work.Ticket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** A rollout that is being graded. Closing it says that nobody waits any more. */
public final class Pending implements AutoCloseable {
  private static final Duration FOREVER = Duration.ofDays(365);

  private final Rollout rollout;
  private final long asked;
  private final Ticket<RewardRecord> ticket;
  private final Consumer<RewardRecord> recorded;

  Pending(
      Rollout rollout, long asked, Ticket<RewardRecord> ticket, Consumer<RewardRecord> recorded) {
    this.rollout = rollout;
    this.asked = asked;
    this.ticket = ticket;
    this.recorded = recorded;
  }

  /** Waits for the record, however long that takes. */
  public RewardRecord await() throws InterruptedException {
    try {
      return await(FOREVER);
    } catch (BusyException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Waits for the record.
   *
   * @param longest time in the queue
   */
  public RewardRecord await(Duration longest) throws BusyException, InterruptedException {
    RewardRecord record;
    try {
      record = ours(ticket.await(longest));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        record = fault("interrupted", "grading was given up; ask again");
      } else {
        record = fault("internal", "the grader failed: " + e.getCause());
      }
    }
    recorded.accept(record);
    return record;
  }

  private RewardRecord fault(String code, String message) {
    return RewardRecord.fault(
        rollout.id(),
        rollout.group(),
        rollout.task().kind().word(),
        new Reason(code, message),
        Map.of());
  }

  /** The work may have been done for somebody else who asked for the same. */
  private RewardRecord ours(RewardRecord theirs) {
    if (!ticket.joined()) {
      return theirs;
    }
    return new RewardRecord(
        rollout.id(),
        rollout.group(),
        theirs.kind(),
        theirs.grade(),
        theirs.reward(),
        theirs.policy(),
        theirs.fault(),
        Duration.ofNanos(Math.max(0, ticket.startedAt() - asked)),
        theirs.totalTime(),
        !theirs.isFault(),
        rollout.meta());
  }

  @Override
  public void close() {
    ticket.close();
  }
}
