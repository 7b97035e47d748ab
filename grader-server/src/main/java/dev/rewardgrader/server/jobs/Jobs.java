package dev.rewardgrader.server.jobs;

import dev.rewardgrader.json.InputException;
import dev.rewardgrader.server.grading.GradingService;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Jobs in a folder. A job is named by the hash of what was submitted, so that whoever lost the
 * answer to a submission submits again and finds the same job. Thread-safe.
 */
public final class Jobs implements AutoCloseable {
  private static final int ID_LENGTH = 24;

  private final Path folder;
  private final GradingService service;
  private final Map<String, Job> jobs = new ConcurrentHashMap<>();

  /** Reads the folder and goes on with what has not ended. */
  public Jobs(Path folder, GradingService service) throws IOException {
    this.folder = folder;
    this.service = service;
    Files.createDirectories(folder);
    List<Path> found;
    try (Stream<Path> all = Files.list(folder)) {
      found = all.filter(one -> Files.exists(Job.rollouts(one))).toList();
    }
    for (Path one : found) {
      String id = one.getFileName().toString();
      jobs.put(id, new Job(id, one, service));
    }
    jobs.values().forEach(Job::start);
  }

  /**
   * Takes a job, or goes on with it where it is known and could not go on before. When this
   * returns, the job is on the disk.
   *
   * @param rollouts JSON Lines
   * @throws InputException when there is nothing to do
   */
  public synchronized JobStatus submit(byte[] rollouts) throws IOException, InputException {
    String id = hash(rollouts).substring(0, ID_LENGTH);
    Job known = jobs.get(id);
    if (known != null) {
      known.start();
      return known.status();
    }
    Path home = folder.resolve(id);
    Files.createDirectories(home);
    Path part = home.resolve("submitted.part");
    Files.write(part, rollouts);
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, Job.rollouts(home), StandardCopyOption.ATOMIC_MOVE);
    Job job = new Job(id, home, service);
    if (job.status().total() == 0) {
      delete(home);
      throw new InputException("$", "empty where rollouts were expected");
    }
    jobs.put(id, job);
    job.start();
    return job.status();
  }

  public Optional<JobStatus> find(String id) {
    return Optional.ofNullable(jobs.get(id)).map(Job::status);
  }

  public List<JobStatus> all() {
    return jobs.values().stream()
        .map(Job::status)
        .sorted(Comparator.comparing(JobStatus::id))
        .toList();
  }

  /** The records so far, as JSON Lines. */
  public Optional<byte[]> records(String id) throws IOException {
    Job job = jobs.get(id);
    if (job == null) {
      return Optional.empty();
    }
    return Optional.of(Files.exists(job.records()) ? whole(job.records()) : new byte[0]);
  }

  /** Without a record that is being written. */
  private static byte[] whole(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  /** Ends a job for good. */
  public Optional<JobStatus> cancel(String id) throws IOException, InterruptedException {
    Job job = jobs.get(id);
    if (job == null) {
      return Optional.empty();
    }
    job.cancel();
    return Optional.of(job.status());
  }

  /** Ends a job and forgets it with its records; false when there is none. */
  public synchronized boolean remove(String id) throws IOException, InterruptedException {
    Job job = jobs.remove(id);
    if (job == null) {
      return false;
    }
    job.stop();
    delete(folder.resolve(id));
    return true;
  }

  /** Stops all jobs; the next service goes on with them. */
  @Override
  public void close() {
    try {
      for (Job job : jobs.values()) {
        job.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(home);
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
