package dev.rewardgrader.benchmarks;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends mathematics to a running service, one rollout a request, over so many connections at once:
 * {@code ServiceLoadBenchmark PORT [CONNECTIONS [SECONDS]]}. Prints requests a second, latencies
 * and errors once for every tenth of the time, so that a leak or a slow-down shows.
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

  public static void main(String[] args) throws InterruptedException {
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

  private void run(int connections) throws InterruptedException {
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
    System.out.printf(Locale.ROOT, "errors %d%n", errors.sum());
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
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      byte[] buffer = new byte[1 << 16];
      int number = first;
      for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
        number = (number + 1) % DISTINCT;
        out.write(request(number));
        out.flush();
        String body = response(in, buffer);
        if (!body.contains("\"reward\":1,")) {
          errors.increment();
        }
        int slice = (int) Math.min(SLICES - 1, (start - begin) / sliceNanos);
        times.add(slice, System.nanoTime() - start);
      }
    } catch (IOException e) {
      errors.increment();
    }
  }

  private static byte[] request(int number) {
    String body =
        ("{\"id\":\"%d\",\"group\":\"g%d\",\"task\":{\"kind\":\"math\",\"gold\":\"\\\\frac{%d}{4}\"},"
                + "\"completion\":\"We divide by four and get \\\\boxed{%d/4}.\"}")
            .formatted(number, number / 8, number, number);
    return ("POST /v1/grade HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The body of a response whose length is given. */
  private static String response(DataInputStream in, byte[] buffer) throws IOException {
    int at = 0;
    int length = 0;
    while (true) {
      int start = at;
      int c;
      do {
        c = in.read();
        if (c < 0) {
          throw new IOException("the service closed the connection");
        }
        buffer[at++] = (byte) c;
      } while (c != '\n');
      String line = new String(buffer, start, at - start, StandardCharsets.US_ASCII).strip();
      if (line.isEmpty()) {
        break;
      }
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    byte[] body = new byte[length];
    in.readFully(body);
    return new String(body, StandardCharsets.UTF_8);
  }
}
