package dev.rewardgrader.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;

/**
 * Scores one program with 10 cases as verl does, one request to {@code /run_code} a case: {@code
 * RunCodeBenchmark PORT [ROUNDS]}. Beside it, in turn, ten programs that differ in a comment with
 * one case each, which a service has to compile and start each time.
 */
public final class RunCodeBenchmark {
  private static final int CASES = 10;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;
  private int programs;

  private RunCodeBenchmark(int port) {
    this.uri = URI.create("http://127.0.0.1:" + port + "/run_code");
  }

  public static void main(String[] args) throws Exception {
    RunCodeBenchmark benchmark = new RunCodeBenchmark(Integer.parseInt(args[0]));
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    benchmark.compare(
        "cpp",
        "//",
        "#include <bits/stdc++.h>%nint main() { int n; std::cin >> n; std::cout << n * 2; }%n",
        rounds);
    benchmark.compare(
        "java",
        "//",
        "public class Main { public static void main(String[] a) { System.out.print("
            + "new java.util.Scanner(System.in).nextInt() * 2); } }%n",
        rounds);
    benchmark.compare("python", "#", "print(int(input()) * 2)%n", rounds);
  }

  private void compare(String language, String comment, String program, int rounds)
      throws Exception {
    long same = 0;
    long each = 0;
    for (int round = 0; round < rounds; round++) {
      String one = fresh(comment, program);
      long start = System.nanoTime();
      for (int i = 0; i < CASES; i++) {
        check(language, one, i);
      }
      long between = System.nanoTime();
      for (int i = 0; i < CASES; i++) {
        check(language, fresh(comment, program), i);
      }
      same += between - start;
      each += System.nanoTime() - between;
    }
    System.out.printf(
        Locale.ROOT,
        "%-8s kept warm %7.1f ms   compiled and started each time %7.1f ms   %4.1f times%n",
        language,
        same / 1e6 / rounds,
        each / 1e6 / rounds,
        (double) each / same);
  }

  private String fresh(String comment, String program) {
    return program.formatted() + comment + " " + System.nanoTime() + "-" + programs++ + "\n";
  }

  private void check(String language, String code, int number) throws Exception {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("compile_timeout", 10).put("run_timeout", 10).put("code", code);
    body.put("stdin", number + "\n").put("memory_limit_MB", 1024).put("language", language);
    body.putObject("files");
    body.putArray("fetch_files");
    String answer =
        client
            .send(
                HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body.toString())).build(),
                BodyHandlers.ofString())
            .body();
    JsonNode result = Json.parse(answer);
    if (!result.path("run_result").path("stdout").asText().strip().equals("" + number * 2)) {
      throw new IllegalStateException(language + ": " + answer);
    }
  }
}
