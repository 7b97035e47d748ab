package dev.rewardgrader.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Scores one program with 10 cases as verl does, one request to {@code /run_code} a case over a
 * connection of its own: {@code RunCodeBenchmark PORT [ROUNDS [NAME…]]}. In turn, the same is asked
 * of a {@link FreshServer}, which compiles and starts every time. First the cases come one after
 * the other, then all at once.
 */
public final class RunCodeBenchmark {
  private static final int CASES = 10;

  /** More programs than a service on two processors keeps sandboxes for. */
  private static final int WARM_UP = 20;

  /** What verl puts around a function: it imports half of the standard library. */
  private static final String FUNCTION =
      String.join(
              "\n",
              Stream.of(
                      "string re datetime collections heapq bisect copy math random statistics",
                      "itertools functools operator io sys json builtins typing")
                  .flatMap(names -> Arrays.stream(names.split(" ")))
                  .map("from %s import *"::formatted)
                  .toList())
          + "\nimport json\nimport sys\n\ndef double(n):\n    return n * 2\n\n"
          + "print(json.dumps(double(*[json.loads(line) for line in sys.stdin.read().split('\\n')"
          + " if line])))\n";

  private final int port;
  private final int fresh;

  /** What is measured; empty for everything. */
  private final List<String> names;

  private final Random random = new Random();

  private RunCodeBenchmark(int port, int fresh, List<String> names) {
    this.port = port;
    this.fresh = fresh;
    this.names = names;
  }

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    List<String> names = Arrays.stream(args).skip(2).toList();
    try (FreshServer server = new FreshServer()) {
      RunCodeBenchmark benchmark =
          new RunCodeBenchmark(Integer.parseInt(args[0]), server.port(), names);
      benchmark.compare(
          "C++",
          "cpp",
          "//",
          "#include <bits/stdc++.h>\nint main() { int n; std::cin >> n; std::cout << n * 2; }\n",
          rounds);
      benchmark.compare(
          "Java",
          "java",
          "//",
          "public class Main { public static void main(String[] a) { System.out.print("
              + "new java.util.Scanner(System.in).nextInt() * 2); } }\n",
          rounds);
      benchmark.compare("Python", "python", "#", "print(int(input()) * 2)\n", rounds);
      benchmark.compare("Python function", "python", "#", FUNCTION, rounds);
    }
  }

  private void compare(String name, String language, String comment, String program, int rounds)
      throws Exception {
    if (!names.isEmpty() && !names.contains(name)) {
      return;
    }
    // The first programs of a service start sandboxes, which then go from program to program.
    for (int i = 0; i < WARM_UP; i++) {
      score(port, language, program + comment + " " + random.nextLong() + "\n", 1, false);
    }
    for (boolean together : new boolean[] {false, true}) {
      long[] ours = new long[rounds];
      long[] theirs = new long[rounds];
      for (int round = 0; round < rounds; round++) {
        String one = program + comment + " " + random.nextLong() + "\n";
        ours[round] = score(port, language, one, CASES, together);
        theirs[round] = score(fresh, language, one, CASES, together);
      }
      System.out.printf(
          Locale.ROOT,
          "%-16s %-13s kept warm %7.1f ms   fresh each time %7.1f ms   %5.1f times%n",
          name,
          together ? "all at once" : "one by one",
          median(ours) / 1e6,
          median(theirs) / 1e6,
          (double) median(theirs) / median(ours));
    }
  }

  private static long median(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static long score(int port, String language, String program, int cases, boolean together)
      throws Exception {
    List<Callable<Void>> requests =
        IntStream.range(0, cases)
            .mapToObj(
                number ->
                    (Callable<Void>)
                        () -> {
                          check(port, language, program, number);
                          return null;
                        })
            .toList();
    long start = System.nanoTime();
    if (together) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Void> one : threads.invokeAll(requests)) {
          one.get();
        }
      }
    } else {
      for (Callable<Void> one : requests) {
        one.call();
      }
    }
    return System.nanoTime() - start;
  }

  private static void check(int port, String language, String code, int number) throws Exception {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("compile_timeout", 10).put("run_timeout", 10).put("code", code);
    body.put("stdin", number + "\n").put("memory_limit_MB", 1024).put("language", language);
    body.putObject("files");
    body.putArray("fetch_files");
    try (HttpConnection connection = new HttpConnection(port, 0)) {
      String answer = connection.post("/run_code", "", body.toString()).body();
      JsonNode result = Json.parse(answer);
      if (!result.path("run_result").path("stdout").asText().strip().equals("" + number * 2)) {
        throw new IOException(language + ": " + answer);
      }
    }
  }
}
