package dev.rewardgrader.benchmarks;

import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.rollout.CodeTask;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Programs that double a number and do something else on one test, in several languages. */
final class Deviants {
  static final int TESTS = 10;
  private static final int DEVIATION = 5;

  /** What a program does, of which it is known what it must come to. */
  enum Kind {
    RIGHT(40, Verdict.ACCEPTED),
    WRONG(30, Verdict.WRONG_ANSWER),
    ERROR(6, Verdict.RUNTIME_ERROR),
    SYNTAX(5, null),
    ABORT(4, Verdict.RUNTIME_ERROR),
    /** Uses six tenths of the CPU time that is allowed. */
    NEAR(4, Verdict.ACCEPTED),
    OUTPUT(3, Verdict.OUTPUT_LIMIT_EXCEEDED),
    MEMORY(3, Verdict.MEMORY_LIMIT_EXCEEDED),
    /** Ends by itself, after three times what is allowed. */
    OVER(2, Verdict.TIME_LIMIT_EXCEEDED),
    SPIN(2, Verdict.TIME_LIMIT_EXCEEDED),
    SLEEP(1, Verdict.TIME_LIMIT_EXCEEDED);

    /** Of a hundred. */
    private final int share;

    private final Verdict verdict;

    Kind(int share, Verdict verdict) {
      this.share = share;
      this.verdict = verdict;
    }
  }

  private static final Map<String, Deviants> LANGUAGES = languages();

  private final String name;
  private final String frame;
  private final String comment;
  private final Verdict syntax;
  private final Map<Kind, String> deviations = new EnumMap<>(Kind.class);

  /**
   * @param frame a program with the places {@code DEVIATION}, done on one test only, and {@code
   *     BROKEN}, which only a wrong syntax fills
   * @param syntax what a program that is none comes to
   */
  private Deviants(String name, String comment, Verdict syntax, String frame) {
    this.name = name;
    this.comment = comment;
    this.syntax = syntax;
    this.frame = frame;
  }

  private Deviants with(Kind kind, String code) {
    deviations.put(kind, code);
    return this;
  }

  static Deviants of(String language) {
    Deviants known = LANGUAGES.get(language);
    if (known == null) {
      throw new IllegalArgumentException(
          "no programs in " + language + ", only in " + LANGUAGES.keySet());
    }
    return known;
  }

  /** The kind of the program with a number: of each hundred, as many as its share. */
  static Kind kind(int number) {
    int left = number * 37 % 100;
    for (Kind kind : Kind.values()) {
      if (left < kind.share) {
        return kind;
      }
      left -= kind.share;
    }
    throw new IllegalStateException("the shares are not a hundred");
  }

  String name() {
    return name;
  }

  Verdict verdict(Kind kind) {
    return kind == Kind.SYNTAX ? syntax : kind.verdict;
  }

  /** How many tests pass: all but one, unless nothing runs. */
  int passed(Kind kind) {
    return verdict(kind) == Verdict.ACCEPTED ? TESTS : kind == Kind.SYNTAX ? 0 : TESTS - 1;
  }

  CodeTask task() {
    List<CodeTask.StdioTest> tests = new ArrayList<>();
    for (int i = 0; i < TESTS; i++) {
      tests.add(new CodeTask.StdioTest("" + i, i + "\n", List.of(2 * i + "\n"), 1, null));
    }
    return new CodeTask(
        "double",
        null,
        name,
        new CodeTask.Stdio(tests),
        new CodeTask.Checker("lines", null),
        new CodeTask.TaskLimits(1000L, 128L, 1L << 20),
        "",
        Map.of(),
        null);
  }

  /** Each has a comment of its own, so that none is taken for another's twin. */
  String completion(Kind kind, int number) {
    String program =
        frame
            .replace("DEVIATION", deviations.getOrDefault(kind, ""))
            .replace("BROKEN", kind == Kind.SYNTAX ? "((" : "")
            .replace("TEST", Integer.toString(DEVIATION));
    return "```" + name + "\n" + comment + " " + number + "\n" + program + "```";
  }

  private static Map<String, Deviants> languages() {
    Deviants python =
        new Deviants(
                "python",
                "#",
                Verdict.RUNTIME_ERROR,
                """
                import os, time
                n = int(input())
                r = 2 * n
                if n == TEST:
                    pass
                    DEVIATION
                print(r)
                BROKEN
                """)
            .with(Kind.WRONG, "r = 1")
            .with(Kind.ERROR, "[][1]")
            .with(Kind.ABORT, "os.abort()")
            .with(Kind.NEAR, "while time.process_time() < 0.6: pass")
            .with(Kind.OUTPUT, "while True: print('x' * 10000)")
            .with(Kind.MEMORY, "a = [bytes([1]) * (8 << 20) for _ in range(100)]; time.sleep(1)")
            .with(Kind.OVER, "while time.process_time() < 3: pass")
            .with(Kind.SPIN, "while True: pass")
            .with(Kind.SLEEP, "time.sleep(100)");
    Deviants cpp =
        new Deviants(
                "cpp",
                "//",
                Verdict.COMPILE_ERROR,
                """
                #include <bits/stdc++.h>
                #include <unistd.h>
                static double used() { return (double) std::clock() / CLOCKS_PER_SEC; }
                int main() {
                  int n;
                  std::cin >> n;
                  int r = 2 * n;
                  if (n == TEST && used() >= 0) { DEVIATION }
                  std::cout << r << std::endl;
                  BROKEN
                }
                """)
            .with(Kind.WRONG, "r = 1;")
            .with(Kind.ERROR, "return 3;")
            .with(Kind.ABORT, "std::abort();")
            .with(Kind.NEAR, "while (used() < 0.6) {}")
            .with(Kind.OUTPUT, "for (;;) std::cout << std::string(10000, 'x');")
            .with(
                Kind.MEMORY,
                "for (int i = 0; i < 100; i++) memset(malloc(8 << 20), 1, 8 << 20); sleep(1);")
            .with(Kind.OVER, "while (used() < 3) {}")
            .with(Kind.SPIN, "for (volatile int i = 0;; i = i + 1) {}")
            .with(Kind.SLEEP, "sleep(100);");
    Deviants javascript =
        new Deviants(
                "javascript",
                "//",
                Verdict.RUNTIME_ERROR,
                """
                const used = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;
                const n = parseInt(require('fs').readFileSync(0, 'utf8'));
                let r = 2 * n;
                if (n === TEST) { DEVIATION }
                console.log(r);
                BROKEN
                """)
            .with(Kind.WRONG, "r = 1;")
            .with(Kind.ERROR, "null.x;")
            .with(Kind.ABORT, "process.abort();")
            .with(Kind.NEAR, "while (used() < 0.6) {}")
            .with(Kind.OUTPUT, "for (;;) require('fs').writeSync(1, 'x'.repeat(10000));")
            .with(
                Kind.MEMORY,
                "const a = []; for (let i = 0; i < 100; i++) a.push(Buffer.alloc(8 << 20, 1));"
                    + " Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);")
            .with(Kind.OVER, "while (used() < 3) {}")
            .with(Kind.SPIN, "for (;;) {}")
            .with(
                Kind.SLEEP,
                "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100000);");
    return Map.of("python", python, "cpp", cpp, "javascript", javascript);
  }
}
