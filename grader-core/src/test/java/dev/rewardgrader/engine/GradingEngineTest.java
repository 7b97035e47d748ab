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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GradingEngineTest {
  private static final RetryPolicy AT_ONCE =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1));

  @Test
  void writesARecordForEveryRolloutInTheOrderOfTheInput() throws Exception {
    List<RewardRecord> records = run(engine(c -> accepted()).jobs(8).build(), 1000);

    assertThat(records.stream().map(RewardRecord::id))
        .containsExactlyElementsOf(IntStream.range(0, 1000).mapToObj(i -> "r" + i).toList());
    assertThat(records).allMatch(r -> r.rewardValue() == 1.0);
  }

  @Test
  void doesNotWaitForASlowRolloutBeforeGradingTheNext() throws Exception {
    CountDownLatch others = new CountDownLatch(20);
    GradingEngine engine =
        engine(
                c -> {
                  if (c.equals("0")) {
                    await(others);
                  } else {
                    others.countDown();
                  }
                  return accepted();
                })
            .jobs(2)
            .build();

    assertThat(run(engine, 40)).hasSize(40);
  }

  @Test
  void writesRecordsAsTheyAreDoneWhereOrderIsNotAskedFor() throws Exception {
    CountDownLatch others = new CountDownLatch(9);
    GradingEngine engine =
        engine(
                c -> {
                  if (c.equals("0")) {
                    await(others);
                  } else {
                    others.countDown();
                  }
                  return accepted();
                })
            .jobs(2)
            .ordered(false)
            .build();

    assertThat(run(engine, 10).getFirst().id()).isNotEqualTo("r0");
  }

  @Test
  void triesAPassingFaultAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    GradingEngine engine =
        faulty(
                () ->
                    tries.incrementAndGet() < 3
                        ? GraderFault.transientFault("sandbox", "engine is gone", null)
                        : null)
            .build();

    assertThat(run(engine, 1).getFirst().verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(tries).hasValue(3);
  }

  @Test
  void neverTurnsAFaultIntoAReward() throws Exception {
    GradingEngine engine =
        faulty(() -> GraderFault.transientFault("sandbox", "engine is gone", null)).build();

    RewardRecord record = run(engine, 1).getFirst();

    assertThat(record.isFault()).isTrue();
    assertThat(record.rewardValue()).isNull();
    assertThat(record.fault().code()).isEqualTo("sandbox");
  }

  @Test
  void doesNotTryALastingFaultAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    GradingEngine engine =
        faulty(
                () -> {
                  tries.incrementAndGet();
                  return GraderFault.badTask("no database");
                })
            .build();

    run(engine, 1);

    assertThat(tries).hasValue(1);
  }

  @Test
  void aBugInAGraderIsAFaultOfOneRecord() throws Exception {
    GradingEngine engine =
        engine(
                c -> {
                  if (c.equals("3")) {
                    throw new IllegalStateException("bug");
                  }
                  return accepted();
                })
            .build();

    List<RewardRecord> records = run(engine, 10);

    assertThat(records).hasSize(10);
    assertThat(records.stream().filter(RewardRecord::isFault).map(RewardRecord::id))
        .containsExactly("r3");
  }

  @Test
  void gradesEqualRolloutsOnce() throws Exception {
    AtomicInteger graded = new AtomicInteger();
    GradingEngine engine =
        engine(
                c -> {
                  graded.incrementAndGet();
                  return accepted();
                })
            .jobs(4)
            .build();
    List<RolloutLine> lines = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      lines.add(line("r" + i, "the same"));
    }

    List<RewardRecord> records = run(engine, lines);

    assertThat(graded).hasValue(1);
    assertThat(records.stream().filter(r -> !r.cached())).hasSize(1);
  }

  @Test
  void recordsABadLineAndGoesOn() throws Exception {
    RolloutLine bad = new RolloutLine.Bad("f", 2, null, "$", "not JSON");

    List<RewardRecord> records =
        run(engine(c -> accepted()).build(), List.of(line("a", "1"), bad, line("b", "2")));

    assertThat(records.stream().map(RewardRecord::id)).containsExactly("a", "line-2", "b");
    assertThat(records.get(1).fault().message()).isEqualTo("f:2: $: not JSON");
  }

  @Test
  void endsAtABadLineWhereThatIsAskedFor() {
    RolloutLine bad = new RolloutLine.Bad("f", 2, null, "$", "not JSON");

    assertThatThrownBy(
            () -> run(engine(c -> accepted()).badLines(BadLines.FAIL).build(), List.of(bad)))
        .isInstanceOf(BadLineException.class)
        .hasMessage("f:2: $: not JSON");
  }

  @Test
  void finishesWhatHasBegunWhenItIsAskedToStop() throws Exception {
    StopSignal stop = new StopSignal();
    List<RewardRecord> records = Collections.synchronizedList(new ArrayList<>());
    GradingEngine engine =
        engine(
                c -> {
                  stop.stop();
                  return accepted();
                })
            .jobs(1)
            .build();

    RunSummary summary = engine.run(endless(), records::add, stop);

    assertThat(summary.stopped()).isTrue();
    assertThat(summary.total()).isEqualTo(records.size()).isPositive();
  }

  @Test
  void endsWithTheErrorOfASinkThatCannotBeWritten() {
    GradingEngine engine = engine(c -> accepted()).jobs(1).build();

    assertThatThrownBy(
            () ->
                engine.run(
                    endless(),
                    record -> {
                      throw new IOException("disk full");
                    },
                    new StopSignal()))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
  }

  @Test
  void tasksThatOnlyLookAlikeAreNotEqual() throws Exception {
    GradingEngine engine =
        GradingEngine.with(
                List.of(
                    new FakeGrader() {
                      @Override
                      public Grade grade(
                          MathTask task, Completion completion, GradingOptions options) {
                        return task.golds().size() == 1
                            ? Grade.of(Verdict.WRONG_ANSWER).build()
                            : accepted();
                      }
                    }))
            .jobs(1)
            .build();

    List<RewardRecord> records =
        run(engine, List.of(line("a", List.of("1, 2"), "1"), line("b", List.of("1", "2"), "1")));

    assertThat(records)
        .extracting(RewardRecord::verdict)
        .containsExactly(Verdict.WRONG_ANSWER, Verdict.ACCEPTED);
  }

  @Test
  void anythingThatIsThrownIsAFaultOfOneRecord() throws Exception {
    List<RewardRecord> records =
        run(
            engine(
                    c -> {
                      throw new NoClassDefFoundError("org/mariadb/jdbc/Driver");
                    })
                .build(),
            1);

    assertThat(records.getFirst().fault().code()).isEqualTo("internal");
  }

  @Test
  void takesAnyNumberOfJobs() throws Exception {
    assertThat(run(engine(c -> accepted()).jobs(Integer.MAX_VALUE).build(), 20_000))
        .hasSize(20_000);
  }

  @Test
  void anUnknownFamilyIsAFault() throws Exception {
    GradingEngine engine = GradingEngine.with(List.of()).build();

    assertThat(run(engine, 1).getFirst().fault().code()).isEqualTo("no-grader");
  }

  private interface FaultSource {
    GraderFault next();
  }

  private static GradingEngine.Builder faulty(FaultSource faults) {
    return GradingEngine.with(
            List.of(
                new FakeGrader() {
                  @Override
                  public Grade grade(MathTask task, Completion completion, GradingOptions options)
                      throws GraderFault {
                    GraderFault fault = faults.next();
                    if (fault != null) {
                      throw fault;
                    }
                    return accepted();
                  }
                }))
        .retry(AT_ONCE);
  }

  private static GradingEngine.Builder engine(Function<String, Grade> grading) {
    return GradingEngine.with(
        List.of(
            new FakeGrader() {
              @Override
              public Grade grade(MathTask task, Completion completion, GradingOptions options) {
                return grading.apply(completion.text());
              }
            }));
  }

  private abstract static class FakeGrader implements Grader<MathTask> {
    @Override
    public Class<MathTask> taskType() {
      return MathTask.class;
    }
  }

  private static Grade accepted() {
    return Grade.of(Verdict.ACCEPTED).build();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RolloutSource endless() {
    AtomicInteger count = new AtomicInteger();
    return () -> line("r" + count.get(), "" + count.getAndIncrement());
  }

  private static List<RewardRecord> run(GradingEngine engine, int count) throws Exception {
    return run(engine, IntStream.range(0, count).mapToObj(i -> line("r" + i, "" + i)).toList());
  }

  private static List<RewardRecord> run(GradingEngine engine, List<RolloutLine> lines)
      throws Exception {
    List<RewardRecord> records = new ArrayList<>();
    Iterator<RolloutLine> iterator = lines.iterator();
    engine.run(() -> iterator.hasNext() ? iterator.next() : null, records::add, new StopSignal());
    return records;
  }

  private static RolloutLine line(String id, String completion) {
    return line(id, List.of("1"), completion);
  }

  private static RolloutLine line(String id, List<String> golds, String completion) {
    MathTask task = new MathTask(null, null, golds, null);
    return new RolloutLine.Good(
        "f", 1, new Rollout(id, null, task, new Completion(completion), Map.of()));
  }
}
