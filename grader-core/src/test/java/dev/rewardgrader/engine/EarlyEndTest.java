package dev.rewardgrader.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.MathTask;
import dev.rewardgrader.rollout.Rollout;
import dev.rewardgrader.rollout.RolloutLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that is asked to end leaves whole records and begins nothing more. */
@Timeout(60)
class EarlyEndTest {
  private final StopSignal stop = new StopSignal();
  private final List<RewardRecord> records = new ArrayList<>();

  @Test
  void whatWasReadAndNotBegunStaysWithoutARecord() throws Exception {
    AtomicInteger begun = new AtomicInteger();

    RunSummary summary =
        run(
            completion -> {
              begun.incrementAndGet();
              stop.stop();
            },
            20);

    assertThat(begun).hasValue(1);
    assertThat(records).extracting(RewardRecord::id).containsExactly("r0");
    assertThat(summary.stopped()).isTrue();
  }

  @Test
  void whatIsGivenUpIsInterruptedAndStaysWithoutARecord() throws Exception {
    RunSummary summary =
        run(
            completion -> {
              if (completion.equals("1")) {
                stop.giveUp();
                sleep();
              }
            },
            2);

    assertThat(records).extracting(RewardRecord::id).containsExactly("r0");
    assertThat(summary.stopped()).isTrue();
    assertThat(summary.faultCount()).isZero();
  }

  @Test
  void inOrderNothingIsWrittenBehindWhatIsLeft() throws Exception {
    RunSummary summary = runWithSlowFirst(true);

    assertThat(records).isEmpty();
    assertThat(summary.stopped()).isTrue();
  }

  @Test
  void asCompletedWhatIsDoneIsWrittenWhateverIsLeft() throws Exception {
    RunSummary summary = runWithSlowFirst(false);

    assertThat(records).extracting(RewardRecord::id).containsExactly("r1");
    assertThat(summary.stopped()).isTrue();
  }

  /** Of three rollouts the first does not end, the second does, and the third gives the run up. */
  private RunSummary runWithSlowFirst(boolean ordered) throws Exception {
    Semaphore begun = new Semaphore(1);
    Work work =
        completion -> {
          begun.release();
          if (completion.equals("0")) {
            waitFor(new Semaphore(0));
          } else if (completion.equals("2")) {
            stop.giveUp();
          }
        };
    Iterator<RolloutLine> lines = IntStream.range(0, 3).mapToObj(EarlyEndTest::line).iterator();
    RolloutSource source =
        () -> {
          // One after another: the third gets the place of the second when that has its record.
          waitFor(begun);
          return lines.hasNext() ? lines.next() : null;
        };
    return builder(work).jobs(2).ordered(ordered).build().run(source, records::add, stop);
  }

  private static void waitFor(Semaphore semaphore) {
    try {
      semaphore.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anInputThatBreaksOffThenIsNoError() throws Exception {
    RunSummary summary =
        engine(completion -> {})
            .run(
                () -> {
                  stop.stop();
                  throw new IOException("closed");
                },
                records::add,
                stop);

    assertThat(summary.stopped()).isTrue();
  }

  @Test
  void anInterruptLeavesWhatWaitsForItsTurnToo() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    run(
                        completion -> {
                          begun.incrementAndGet();
                          sleep();
                        },
                        20);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                });
    while (begun.get() == 0) {
      Thread.sleep(1);
    }

    caller.interrupt();
    caller.join();

    assertThat(begun).hasValue(1);
    assertThat(records).isEmpty();
  }

  @Test
  void anInputThatCannotBeReadMakesNoFaultOfWhatIsBeingGraded() {
    runOnTornInput(completion -> sleep());

    assertThat(records).isEmpty();
  }

  @Test
  void whatIsGradedAllTheSameIsKeptWhenTheInputCannotBeRead() {
    runOnTornInput(
        completion -> {
          while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
          }
        });

    assertThat(records).extracting(RewardRecord::id).containsExactly("r0");
  }

  /** One rollout, and no more that can be read once its grading has begun. */
  private void runOnTornInput(Work work) {
    Semaphore begun = new Semaphore(0);
    Iterator<RolloutLine> lines = List.of(line(0)).iterator();

    assertThatThrownBy(
            () ->
                engine(
                        completion -> {
                          begun.release();
                          work.on(completion);
                        })
                    .run(
                        () -> {
                          if (lines.hasNext()) {
                            return lines.next();
                          }
                          waitFor(begun);
                          throw new IOException("the archive is torn");
                        },
                        records::add,
                        stop))
        .hasMessage("the archive is torn");
  }

  @Test
  void nothingMoreIsGradedOnceARecordCannotBeWritten() {
    AtomicInteger begun = new AtomicInteger();
    Iterator<RolloutLine> lines = IntStream.range(0, 60).mapToObj(EarlyEndTest::line).iterator();

    assertThatThrownBy(
            () ->
                engine(
                        completion -> {
                          if (begun.getAndIncrement() > 0) {
                            sleep();
                          }
                        })
                    .run(
                        () -> lines.hasNext() ? lines.next() : null,
                        record -> {
                          throw new IOException("disk full");
                        },
                        stop))
        .hasMessage("disk full");
    assertThat(begun).hasValueLessThanOrEqualTo(2);
  }

  private static void sleep() throws GraderFault {
    try {
      Thread.sleep(Duration.ofMinutes(10));
    } catch (InterruptedException e) {
      throw GraderFault.transientFault("lost", "a container is gone", e);
    }
  }

  @Test
  void whatIsToBeDoneAtTheSignalIsDoneOnceAndAtOnceWhereItCameBefore() {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger givenUp = new AtomicInteger();
    stop.whenAsked(asked::incrementAndGet);
    stop.whenGivenUp(givenUp::incrementAndGet);

    stop.stop();
    stop.stop();
    assertThat(asked).hasValue(1);
    assertThat(givenUp).hasValue(0);
    stop.giveUp();
    assertThat(asked).hasValue(1);
    assertThat(givenUp).hasValue(1);
    stop.whenAsked(asked::incrementAndGet);
    assertThat(asked).hasValue(2);
  }

  @Test
  void anActionThatFailsHindersNeitherTheOthersNorWhoeverAsked() {
    AtomicInteger asked = new AtomicInteger();
    stop.whenAsked(
        () -> {
          throw new UncheckedIOException(new IOException("the input cannot be closed"));
        });
    stop.whenAsked(asked::incrementAndGet);

    stop.stop();

    assertThat(asked).hasValue(1);
  }

  @FunctionalInterface
  private interface Work {
    void on(String completion) throws GraderFault;
  }

  private RunSummary run(Work work, int count) throws Exception {
    Iterator<RolloutLine> lines = IntStream.range(0, count).mapToObj(EarlyEndTest::line).iterator();
    return engine(work).run(() -> lines.hasNext() ? lines.next() : null, records::add, stop);
  }

  private static GradingEngine engine(Work work) {
    return builder(work).jobs(1).build();
  }

  private static GradingEngine.Builder builder(Work work) {
    Grader<MathTask> grader =
        new Grader<>() {
          @Override
          public Class<MathTask> taskType() {
            return MathTask.class;
          }

          @Override
          public Grade grade(MathTask task, Completion completion, GradingOptions options)
              throws GraderFault {
            work.on(completion.text());
            return Grade.of(Verdict.ACCEPTED).build();
          }
        };
    return GradingEngine.with(List.of(grader));
  }

  private static RolloutLine line(int number) {
    MathTask task = new MathTask(null, null, List.of("1"), null);
    return new RolloutLine.Good(
        "f", 1, new Rollout("r" + number, null, task, new Completion(number + ""), Map.of()));
  }
}
