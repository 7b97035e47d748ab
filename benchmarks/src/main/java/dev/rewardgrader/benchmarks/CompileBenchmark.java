package dev.rewardgrader.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.sandboxes.Sandboxes;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Processor time of compiling C++ programs that include {@code bits/stdc++.h} as the languages file
 * says, against plain {@code g++ -O2} in the same sandbox; and what sandbox and grader took beside
 * the compiler. The best of some rounds in turn.
 *
 * <pre>scripts/benchmark compile [local|docker] [ROUNDS]</pre>
 */
public final class CompileBenchmark {
  private static final Map<String, String> PROGRAMS =
      new TreeMap<>(
          Map.of(
              "adds",
              "int a, b; cin >> a >> b; cout << a + b << endl;",
              "sorts",
              "int n; cin >> n; vector<int> v(n); for (auto &x : v) cin >> x; sort(v.begin(), v.end());"
                  + " for (int x : v) cout << x << '\\n';",
              "maps",
              "map<string, vector<int>> m; string s; int x; while (cin >> s >> x) m[s].push_back(x);"
                  + " for (auto &[k, v] : m) cout << k << ' ' << accumulate(v.begin(), v.end(), 0) << '\\n';",
              "regex",
              "regex r(\"a+\"); string s; cin >> s; cout << regex_match(s, r);"));

  private CompileBenchmark() {}

  public static void main(String[] args) throws Exception {
    boolean docker = args.length > 0 && args[0].equals("docker");
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    System.out.printf(
        "%-8s %-8s %12s %12s %8s %12s%n",
        "language", "program", "plain ms", "ours ms", "ratio", "beside ms");
    try (SandboxPool pool =
            docker
                ? Sandboxes.docker(DockerOptions.DEFAULT.withSandboxes(1))
                : Sandboxes.local(LocalOptions.DEFAULT.withSandboxes(1));
        Sandbox sandbox = pool.acquire("cpp")) {
      for (String name : List.of("cpp", "cpp20")) {
        Language language =
            Languages.bundled().all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        for (String program : PROGRAMS.keySet()) {
          measure(sandbox, language, program, rounds);
        }
      }
    }
  }

  private static void measure(Sandbox sandbox, Language language, String program, int rounds)
      throws SandboxException, IOException {
    String source =
        "#include <bits/stdc++.h>\nusing namespace std;\nint main() { "
            + PROGRAMS.get(program)
            + " }\n";
    sandbox.put("main.cpp", source.getBytes(UTF_8), false);
    List<String> ours = language.compile().argvFor(language.program(256));
    List<String> plain = new ArrayList<>(List.of("g++", "-O2", "-o", "main", "main.cpp"));
    ours.stream().filter(word -> word.startsWith("-std=")).forEach(word -> plain.add(1, word));
    double least = Double.MAX_VALUE;
    double leastPlain = Double.MAX_VALUE;
    double beside = Double.MAX_VALUE;
    for (int i = 0; i < rounds; i++) {
      leastPlain = Math.min(leastPlain, compile(sandbox, language, plain));
      double before = CpuTime.seconds();
      double one = compile(sandbox, language, ours);
      beside = Math.min(beside, CpuTime.seconds() - before - one);
      least = Math.min(least, one);
    }
    System.out.printf(
        Locale.ROOT,
        "%-8s %-8s %12.0f %12.0f %8.2f %12.0f%n",
        language.name(),
        program,
        leastPlain * 1000,
        least * 1000,
        least / leastPlain,
        Math.max(0, beside) * 1000);
  }

  /** Seconds of processor time. */
  private static double compile(Sandbox sandbox, Language language, List<String> command)
      throws SandboxException {
    ExecutionResult result =
        sandbox.run(Execution.of(command, language.compileLimits()).keepingFiles());
    if (!result.succeeded()) {
      throw new IllegalStateException(new String(result.stderr(), UTF_8));
    }
    return result.cpuTime().toNanos() / 1e9;
  }
}
