package dev.rewardgrader.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Queues code rollouts with a slow tail, one a request and all at once, as the end of a training
 * step does: {@code QueueBenchmark PORT [ROLLOUTS [JOBS [SLOW_MS]]]}. They are groups of 8 samples
 * of a prompt; every tenth group is slow. A client waits 30 s for an answer and asks again when it
 * is told so.
 *
 * <p>Groups take turns, so the fair share of a group's k-th sample is the time in which the
 * service's workers do the first k samples of every group. Prints how often a client's time ran
 * out, how often it was told to come again, and the longest time that a fast sample was in the
 * service as a multiple of its fair share.
 */
public final class QueueBenchmark {
  private static final int GROUP = 8;
  private static final int SLOW_EVERY = 10;
  private static final int TIMEOUT_MS = 30_000;
  private static final int TRIES = 1000;

  private final int port;
  private final int slowMs;
  private final AtomicInteger timeouts = new AtomicInteger();
  private final AtomicInteger retries = new AtomicInteger();
  private final long nonce = System.nanoTime();

  private QueueBenchmark(int port, int slowMs) {
    this.port = port;
    this.slowMs = slowMs;
  }

  /**
   * A graded sample.
   *
   * @param time from asking first to the answer, in milliseconds
   * @param work what its run took, in milliseconds
   */
  private record Sample(int group, double time, double work) {
    boolean slow() {
      return group % SLOW_EVERY == 0;
    }
  }

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    int rollouts = args.length > 1 ? Integer.parseInt(args[1]) : 800;
    int jobs = args.length > 2 ? Integer.parseInt(args[2]) : 2;
    int slow = args.length > 3 ? Integer.parseInt(args[3]) : 300;
    new QueueBenchmark(port, slow).run(rollouts, jobs);
  }

  private void run(int rollouts, int jobs) throws Exception {
    List<Callable<Sample>> clients = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < rollouts; i++) {
      int number = i;
      clients.add(() -> grade(number));
    }
    List<Sample> samples = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Sample> one : threads.invokeAll(clients)) {
        samples.add(one.get());
      }
    }
    print(samples, jobs, (System.nanoTime() - start) / 1e9);
  }

  private Sample grade(int number) throws IOException, InterruptedException {
    int group = number / GROUP;
    String body = request(number, group);
    long start = System.nanoTime();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      try (HttpConnection connection = new HttpConnection(port, TIMEOUT_MS)) {
        HttpConnection.Answer answer = connection.post("/v1/grade?max_wait_s=20", "", body);
        double wait = (System.nanoTime() - start) / 1e6;
        if (answer.status() == 200) {
          return sample(group, wait, answer.body());
        }
        if (answer.status() != 503) {
          throw new IOException(answer.toString());
        }
        retries.incrementAndGet();
        Thread.sleep(1000L * Math.max(1, answer.retryAfter()));
      } catch (SocketTimeoutException e) {
        timeouts.incrementAndGet();
      }
    }
    throw new IOException("sample " + number + " was never graded");
  }

  private static Sample sample(int group, double wait, String body) throws IOException {
    try {
      JsonNode record = Json.parse(body);
      if (record.path("reward").asDouble() != 1) {
        throw new IOException(body);
      }
      return new Sample(group, wait, record.path("timing").path("total_ms").asDouble());
    } catch (InputException e) {
      throw new IOException(body, e);
    }
  }

  private String request(int number, int group) {
    String pause =
        group % SLOW_EVERY == 0 ? "import time\ntime.sleep(" + slowMs / 1000.0 + ")\n" : "";
    ObjectNode rollout = Json.MAPPER.createObjectNode();
    rollout.put("id", Integer.toString(number));
    rollout.put("group", "prompt-" + group);
    ObjectNode task = rollout.putObject("task");
    task.put("kind", "code").put("language", "python");
    task.putArray("tests").addObject().put("input", "21\n").put("output", "42\n");
    rollout.put(
        "completion",
        "```python\n%sprint(int(input()) * 2)  # %d-%d\n```\n".formatted(pause, nonce, number));
    return rollout.toString();
  }

  private void print(List<Sample> samples, int jobs, double seconds) {
    Map<Integer, List<Sample>> groups = new HashMap<>();
    samples.forEach(one -> groups.computeIfAbsent(one.group(), _ -> new ArrayList<>()).add(one));
    groups.values().forEach(group -> group.sort(Comparator.comparingDouble(Sample::time)));
    double[] rounds = new double[GROUP];
    for (List<Sample> group : groups.values()) {
      for (int k = 0; k < group.size(); k++) {
        rounds[k] += group.get(k).work() / jobs;
      }
    }
    double worst = 0;
    double longest = 0;
    double share = 0;
    for (List<Sample> group : groups.values()) {
      double fair = 0;
      for (int k = 0; k < group.size(); k++) {
        fair += rounds[k];
        Sample one = group.get(k);
        if (!one.slow() && one.time() / fair > worst) {
          worst = one.time() / fair;
          longest = one.time();
          share = fair;
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d rollouts in %.1f s   client timeouts %d   told to come again %d%n"
            + "fast sample delayed most: %.2f times its fair share (%.0f ms of %.0f ms)%n",
        samples.size(),
        seconds,
        timeouts.get(),
        retries.get(),
        worst,
        longest,
        share);
  }
}
