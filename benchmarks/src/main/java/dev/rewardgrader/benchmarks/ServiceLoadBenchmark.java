package dev.rewardgrader.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends mathematics to a running service, one rollout a request, over so many connections at once:
 * {@code ServiceLoadBenchmark PORT [CONNECTIONS [SECONDS]]}. Prints requests a second and latencies
 * once for every tenth of the time, errors, the service's memory before and after, and its
 * processor time a request, so that a leak or a slow-down shows.
 */
public final class ServiceLoadBenchmark {
  private static final int DISTINCT = 1_000_003;
  private static final int SLICES = 10;

  private final int port;
  private final long end;
  private final long sliceNanos;
  private final long begin = System.nanoTime();
  private final LongAdder errors = new LongAdder();

  private ServiceLoadBenchmark(int port, Duration time) {
    this.port = port;
    this.end = begin + time.toNanos();
    this.sliceNanos = time.toNanos() / SLICES;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int port = Integer.parseInt(args[0]);
    int connections = args.length > 1 ? Integer.parseInt(args[1]) : 256;
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 30;
    new ServiceLoadBenchmark(port, Duration.ofSeconds(seconds)).run(connections);
  }

  /** The latencies of one connection in nanoseconds, by slice of time. */
  private static final class Times {
    private final long[][] nanos = new long[SLICES][1024];
    private final int[] counts = new int[SLICES];

    void add(int slice, long time) {
      if (counts[slice] == nanos[slice].length) {
        nanos[slice] = Arrays.copyOf(nanos[slice], 2 * counts[slice]);
      }
      nanos[slice][counts[slice]++] = time;
    }
  }

  private void run(int connections) throws IOException, InterruptedException {
    ServiceUsage before = ServiceUsage.of(port);
    List<Times> all = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(connections);
    for (int i = 0; i < connections; i++) {
      Times times = new Times();
      all.add(times);
      int first = i * 4099;
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  send(first, times);
                } finally {
                  done.countDown();
                }
              });
    }
    done.await();
    for (int slice = 0; slice < SLICES; slice++) {
      print(slice, all);
    }
    ServiceUsage after = ServiceUsage.of(port);
    long requests =
        all.stream().flatMapToInt(times -> Arrays.stream(times.counts)).asLongStream().sum();
    System.out.printf(
        Locale.ROOT,
        "errors %d   memory %d MiB at the start, %d MiB at the end   processor %.0f us a request%n",
        errors.sum(),
        before.mebibytes(),
        after.mebibytes(),
        (after.cpuSeconds() - before.cpuSeconds()) * 1e6 / requests);
  }

  private void print(int slice, List<Times> all) {
    long[] nanos =
        all.stream()
            .flatMapToLong(times -> Arrays.stream(times.nanos[slice], 0, times.counts[slice]))
            .sorted()
            .toArray();
    if (nanos.length == 0) {
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%7.0f requests/s   p50 %6.1f ms   p99 %6.1f ms   max %6.1f ms%n",
        nanos.length / (sliceNanos / 1e9),
        nanos[nanos.length / 2] / 1e6,
        nanos[(int) (nanos.length * 0.99)] / 1e6,
        nanos[nanos.length - 1] / 1e6);
  }

  private void send(int first, Times times) {
    try (HttpConnection connection = new HttpConnection(port, 0)) {
      int number = first;
      for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
        number = (number + 1) % DISTINCT;
        HttpConnection.Answer answer = connection.post("/v1/grade", "", request(number));
        if (answer.status() != 200 || !answer.body().contains("\"reward\":1,")) {
          errors.increment();
        }
        int slice = (int) Math.min(SLICES - 1, (start - begin) / sliceNanos);
        times.add(slice, System.nanoTime() - start);
      }
    } catch (IOException e) {
      errors.increment();
    }
  }

  private static String request(int number) {
    return ("{\"id\":\"%d\",\"group\":\"g%d\",\"task\":{\"kind\":\"math\",\"gold\":\"\\\\frac{%d}{4}\"},"
            + "\"completion\":\"We divide by four and get \\\\boxed{%d/4}.\"}")
        .formatted(number, number / 8, number, number);
  }
}
