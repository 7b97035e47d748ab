package dev.rewardgrader.server.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.engine.RecordFile;
import dev.rewardgrader.engine.RolloutSource;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.rollout.LineSource;
import dev.rewardgrader.rollout.RolloutLine;
import dev.rewardgrader.server.grading.BadRollout;
import dev.rewardgrader.server.grading.GradingService;
import dev.rewardgrader.server.grading.Pending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job: a folder with its rollouts, the records so far, and a mark once it has ended. What has a
 * record is not graded again, so that a job goes on where a killed service left it.
 */
final class Job {
  private static final Logger LOG = LoggerFactory.getLogger(Job.class);

  /** Rollouts of one job that are in the service at one time. */
  private static final int WINDOW = 256;

  private static final String ROLLOUTS = "rollouts.jsonl";
  private static final String RECORDS = "records.jsonl";
  private static final String DONE = "done";
  private static final String CANCELLED = "cancelled";

  private final String id;
  private final Path folder;
  private final GradingService service;
  private final long total;
  private Thread thread;
  private long done;
  private long faults;
  private String problem;
  private boolean stopped;

  Job(String id, Path folder, GradingService service) throws IOException {
    this.id = id;
    this.folder = folder;
    this.service = service;
    this.total = lines(rollouts(folder));
    this.done = Files.exists(records()) ? lines(records()) : 0;
  }

  static Path rollouts(Path folder) {
    return folder.resolve(ROLLOUTS);
  }

  Path records() {
    return folder.resolve(RECORDS);
  }

  private static long lines(Path file) throws IOException {
    try (LineSource lines = LineSource.open(file.toString())) {
      long count = 0;
      while (lines.next() != null) {
        count++;
      }
      return count;
    }
  }

  synchronized JobStatus status() {
    return new JobStatus(id, state(), total, done, faults, problem);
  }

  private JobState state() {
    if (Files.exists(folder.resolve(DONE))) {
      return JobState.DONE;
    }
    return Files.exists(folder.resolve(CANCELLED)) ? JobState.CANCELLED : JobState.RUNNING;
  }

  /** Goes on with what is left, unless the job has ended or goes on already. */
  synchronized void start() {
    boolean working = thread != null && thread.isAlive();
    if (state() == JobState.RUNNING && !working && !stopped) {
      problem = null;
      thread = Thread.ofVirtual().name("job-" + id).start(this::work);
    }
  }

  /** Stops for now: the next service goes on. */
  void stop() throws InterruptedException {
    Thread running;
    synchronized (this) {
      stopped = true;
      running = thread;
    }
    if (running != null) {
      running.interrupt();
      running.join();
    }
  }

  /** Ends the job for good; the records that are there stay. */
  void cancel() throws IOException, InterruptedException {
    stop();
    if (status().state() == JobState.RUNNING) {
      Files.write(folder.resolve(CANCELLED), new byte[0]);
    }
  }

  private void work() {
    try {
      try (LineSource lines = LineSource.open(rollouts(folder).toString());
          RecordFile records = RecordFile.resume(records(), false)) {
        synchronized (this) {
          done = records.finished().count();
        }
        gradeAll(records.finished().skipIn(() -> next(lines)), records);
      }
      Files.write(folder.resolve(DONE), new byte[0]);
    } catch (InterruptedException e) {
      // Stopped or cancelled.
    } catch (IOException | RuntimeException e) {
      LOG.error("job {}: cannot go on", id, e);
      synchronized (this) {
        problem =
            e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
      }
    }
  }

  private void gradeAll(RolloutSource source, RecordFile records)
      throws IOException, InterruptedException {
    Semaphore window = new Semaphore(WINDOW);
    ExecutorService waiters = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (RolloutLine line = source.next(); line != null; line = source.next()) {
        window.acquire();
        requireNoProblem();
        if (line instanceof RolloutLine.Good good) {
          Pending pending = service.submitWhenRoom(good.rollout(), "job " + id);
          waiters.execute(
              () -> {
                try (pending) {
                  write(records, pending.await());
                } catch (InterruptedException e) {
                  // Has no record and is graded when the job goes on.
                } finally {
                  window.release();
                }
              });
        } else if (line instanceof RolloutLine.Bad bad) {
          write(
              records,
              BadRollout.record(
                  bad.id(), "line " + bad.line(), new InputException(bad.path(), bad.problem())));
          window.release();
        }
      }
      window.acquire(WINDOW);
      requireNoProblem();
    } finally {
      waiters.shutdownNow();
      waiters.close();
    }
  }

  private synchronized void requireNoProblem() throws IOException {
    if (problem != null) {
      throw new IOException(problem);
    }
  }

  private synchronized void write(RecordFile records, RewardRecord record) {
    try {
      records.write(record);
      records.flush();
      done++;
      faults += record.isFault() ? 1 : 0;
    } catch (IOException e) {
      problem = "the record cannot be written: " + e.getMessage();
    }
  }

  private RolloutLine next(LineSource lines) throws IOException {
    String text = lines.next();
    if (text == null) {
      return null;
    }
    String given = null;
    try {
      JsonNode json = Json.parse(text);
      given = json.path("id").isValueNode() ? json.path("id").asText() : null;
      return new RolloutLine.Good(lines.name(), lines.line(), service.parse(json));
    } catch (InputException e) {
      return new RolloutLine.Bad(lines.name(), lines.line(), given, e.path(), e.problem());
    }
  }
}
