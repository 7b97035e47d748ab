package dev.rewardgrader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.SubtaskResult;
import dev.rewardgrader.grade.TestReport;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.MathTask;
import dev.rewardgrader.rollout.Rollout;
import dev.rewardgrader.sandbox.SandboxInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradeStoreTest {
  private static final String KEY = GradeStore.key(List.of("a", "b"));
  private static final Grade GRADE =
      Grade.of(Verdict.WRONG_ANSWER)
          .reason("wrong-output", "test 2: line 1 differs")
          .candidate(new Candidate("print(1)\n", "python", "last-fence"))
          .tests(
              new TestReport(
                  2,
                  3.5,
                  List.of(
                      new TestResult(
                          "1",
                          "g",
                          2,
                          Verdict.ACCEPTED,
                          Duration.ofNanos(1),
                          Duration.ZERO,
                          7,
                          null),
                      new TestResult(
                          "2",
                          null,
                          1.5,
                          Verdict.WRONG_ANSWER,
                          null,
                          Duration.ofMillis(3),
                          0,
                          "x",
                          0.1)),
                  List.of(new SubtaskResult("g", 2, 2, 1, 1, null))))
          .score("points", 0.1)
          .flag("tamper:exit")
          .detail("n", IntNode.valueOf(3))
          .compileTime(Duration.ofSeconds(1))
          .runTime(Duration.ofMillis(2))
          .sandbox(new SandboxInfo("docker", "i@sha256:0", "namespaces"))
          .build();

  @TempDir private Path folder;
  private GradeStore store;

  @BeforeEach
  void open() throws IOException {
    store = new GradeStore(folder);
  }

  @Test
  void givesBackWhatItWasGiven() {
    assertThat(store.find(KEY)).isNull();
    store.keep(KEY, GRADE);

    assertThat(store.find(KEY)).isEqualTo(GRADE);
    assertThat(store.find(GradeStore.key(List.of("ab")))).isNull();
  }

  @Test
  void doesNotKeepWhatIsUndecided() {
    store.keep(KEY, Grade.of(Verdict.UNDECIDED).build());

    assertThat(store.find(KEY)).isNull();
  }

  @Test
  void aDamagedOrRenamedFileIsNoGrade() throws IOException {
    store.keep(KEY, GRADE);
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    whole[whole.length - 2] ^= 1;
    Files.write(file, whole);
    assertThat(store.find(KEY)).isNull();
    Files.write(file, new byte[5]);
    assertThat(store.find(KEY)).isNull();

    store.keep(KEY, GRADE);
    String other = GradeStore.key(List.of("other"));
    Path place = folder.resolve(other.substring(0, 2)).resolve(other.substring(2) + ".grade");
    Files.createDirectories(place.getParent());
    Files.copy(file, place);
    assertThat(store.find(other)).isNull();
  }

  @Test
  void manyMayWriteAndReadOneGradeAtOnce() throws IOException {
    IntStream.range(0, 200)
        .parallel()
        .forEach(
            i -> {
              store.keep(KEY, GRADE);
              assertThat(store.find(KEY)).isEqualTo(GRADE);
            });

    assertThat(files()).hasSize(1);
  }

  @Test
  void aLaterRunTakesGradesAndNeverFaults() throws Exception {
    Counting grader = new Counting("versions");
    RewardRecord first = record(grader, "good");
    RewardRecord second = record(grader, "good");
    assertThat(first.cached()).isFalse();
    assertThat(second.cached()).isTrue();
    assertThat(second.grade()).isEqualTo(first.grade());
    assertThat(grader.calls).isEqualTo(1);

    assertThat(record(grader, "fault").isFault()).isTrue();
    assertThat(record(grader, "fault").isFault()).isTrue();
    assertThat(grader.calls).isEqualTo(3);
  }

  @Test
  void otherSurroundingsMakeAnotherGrade() throws Exception {
    Counting unknown = new Counting(null);
    record(unknown, "good");
    record(unknown, "good");
    assertThat(unknown.calls).as("nothing is kept where nobody can tell").isEqualTo(2);

    record(new Counting("old compiler"), "good");
    Counting newer = new Counting("new compiler");
    assertThat(record(newer, "good").cached()).isFalse();
    assertThat(newer.calls).isEqualTo(1);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** As a run of its own would: nothing but the folder is shared. */
  private RewardRecord record(Counting grader, String completion) throws Exception {
    MathTask task = new MathTask("t", null, List.of("1"), null);
    return GradingEngine.with(List.of(grader))
        .store(new GradeStore(folder))
        .retry(new RetryPolicy(0, Duration.ZERO, Duration.ZERO))
        .build()
        .grade(new Rollout("r", null, task, new Completion(completion), Map.of()));
  }

  private static final class Counting implements Grader<MathTask> {
    private final String surroundings;
    private int calls;

    Counting(String surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Class<MathTask> taskType() {
      return MathTask.class;
    }

    @Override
    public String surroundings(MathTask task, Completion completion) {
      return surroundings;
    }

    @Override
    public Grade grade(MathTask task, Completion completion, GradingOptions options)
        throws GraderFault {
      calls++;
      if (completion.text().equals("fault")) {
        throw GraderFault.permanent("x", "y", null);
      }
      return Grade.of(Verdict.ACCEPTED).build();
    }
  }
}
