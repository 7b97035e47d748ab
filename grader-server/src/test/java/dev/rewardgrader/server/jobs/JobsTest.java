package dev.rewardgrader.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.engine.GradingEngine;
import dev.rewardgrader.engine.RecordFile;
import dev.rewardgrader.grade.math.MathGrader;
import dev.rewardgrader.rollout.RolloutParser;
import dev.rewardgrader.rollout.TaskReader;
import dev.rewardgrader.rollout.TaskStore;
import dev.rewardgrader.server.grading.GradingService;
import dev.rewardgrader.server.work.Dispatcher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that cannot go on, and those that are submitted again. */
@Timeout(60)
class JobsTest {
  private static final byte[] ROLLOUTS =
      """
      {"id":"a","task":{"kind":"math","gold":"1"},"completion":"\\\\boxed{1}"}
      {"id":"b","task":{"kind":"math","gold":"1"},"completion":"\\\\boxed{2}"}
      """
          .getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private final Dispatcher dispatcher = new Dispatcher(Map.of("math", 1), 8);
  private GradingService service;

  @BeforeEach
  void makeService() {
    service =
        new GradingService(
            GradingEngine.with(List.of(new MathGrader())).build(),
            new RolloutParser(new TaskReader(folder), TaskStore.EMPTY),
            dispatcher,
            record -> {});
  }

  @AfterEach
  void end() {
    dispatcher.close();
  }

  @Test
  void aJobWhoseRecordsCouldNotBeWrittenGoesOnWhenItIsSubmittedAgain() throws Exception {
    String id = submittedAndLeft();
    Path records = folder.resolve(id).resolve("records.jsonl");
    RecordFile held = RecordFile.create(records);
    try (Jobs jobs = new Jobs(folder, service)) {
      try (held) {
        assertThat(awaitProblem(jobs, id)).contains("is being written by another run");
      }

      jobs.submit(ROLLOUTS);

      JobStatus done = awaitState(jobs, id, JobState.DONE);
      assertThat(done.done()).isEqualTo(2);
      assertThat(done.problem()).isNull();
    }
  }

  @Test
  void aJobThatWasCancelledStaysSo() throws Exception {
    String id = submittedAndLeft();
    RecordFile held = RecordFile.create(folder.resolve(id).resolve("records.jsonl"));
    try (Jobs jobs = new Jobs(folder, service)) {
      try (held) {
        awaitProblem(jobs, id);
        jobs.cancel(id);
      }

      assertThat(jobs.submit(ROLLOUTS).state()).isEqualTo(JobState.CANCELLED);
    }
  }

  /** A job as a killed service leaves it: without records. */
  private String submittedAndLeft() throws Exception {
    String id;
    try (Jobs jobs = new Jobs(folder, service)) {
      id = jobs.submit(ROLLOUTS).id();
      awaitState(jobs, id, JobState.DONE);
    }
    Files.delete(folder.resolve(id).resolve("done"));
    Files.delete(folder.resolve(id).resolve("records.jsonl"));
    return id;
  }

  private static String awaitProblem(Jobs jobs, String id) throws InterruptedException {
    while (jobs.find(id).orElseThrow().problem() == null) {
      Thread.sleep(5);
    }
    return jobs.find(id).orElseThrow().problem();
  }

  private static JobStatus awaitState(Jobs jobs, String id, JobState state)
      throws InterruptedException {
    while (jobs.find(id).orElseThrow().state() != state) {
      Thread.sleep(5);
    }
    return jobs.find(id).orElseThrow();
  }
}
