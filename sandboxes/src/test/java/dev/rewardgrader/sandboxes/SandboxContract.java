package dev.rewardgrader.sandboxes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.ExecutionResult.Ending;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.PairResult;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every kind of sandbox does. */
abstract class SandboxContract {
  private static final Limits LIMITS = Limits.DEFAULT.withMemoryBytes(256L << 20);

  private SandboxPool pool;
  private Sandbox sandbox;

  abstract SandboxPool open() throws SandboxException;

  @BeforeEach
  void acquire() throws Exception {
    pool = open();
    sandbox = pool.acquire("python");
  }

  @AfterEach
  void release() {
    if (pool != null) {
      sandbox.close();
      pool.close();
    }
  }

  @Test
  void givesNamespacesToRuns() {
    assertThat(sandbox.info().isolation()).isEqualTo("namespaces");
  }

  @Test
  void runsAProgramOfTheBoxWithItsInput() throws Exception {
    put("main.py", "print(int(input()) + 1)");
    ExecutionResult result = sandbox.run(python("main.py").withStdin(bytes("41\n")));
    assertThat(result.ending()).isEqualTo(Ending.EXITED);
    assertThat(text(result)).isEqualTo("42\n");
    assertThat(result.cpuTime()).isPositive();
    assertThat(result.peakMemoryBytes()).isGreaterThan(1 << 20);
  }

  @Test
  void runsManyInOrder() throws Exception {
    List<Execution> runs =
        IntStream.range(0, 60).mapToObj(i -> sh("cat").withStdin(bytes("input " + i))).toList();
    List<ExecutionResult> results = sandbox.runAll(runs, result -> true);
    assertThat(results).hasSize(60);
    for (int i = 0; i < 60; i++) {
      assertThat(text(results.get(i))).isEqualTo("input " + i);
    }
  }

  @Test
  void stopsAfterTheFirstResultThatSaysSo() throws Exception {
    List<Execution> runs = new ArrayList<>(List.of(sh("exit 0"), sh("exit 1")));
    for (int i = 0; i < 30; i++) {
      runs.add(sh("sleep 1000"));
    }
    assertThat(sandbox.runAll(runs, ExecutionResult::succeeded)).hasSize(2);
    assertThat(text(sandbox.run(sh("echo next")))).isEqualTo("next\n");
  }

  @Test
  void joinsTwoProgramsByPipes() throws Exception {
    Execution asks = sh("echo 20; read a; echo $((a + 1)); read a; echo \"got $a\" >&2");
    Execution answers = sh("read a; echo $((a * 2)); read a; echo $((a + 1))");
    PairResult results = sandbox.runTogether(asks, answers);
    assertThat(text(results.first())).isEqualTo("20\n41\n");
    assertThat(text(results.second())).isEqualTo("40\n42\n");
    assertThat(new String(results.first().stderr(), UTF_8)).isEqualTo("got 42\n");
  }

  @Test
  void endsAPairInWhichBothWait() throws Exception {
    Limits brief = LIMITS.withWallTime(Duration.ofMillis(300));
    Execution waits = Execution.of(List.of("cat"), brief);
    for (int i = 0; i < 10; i++) {
      // Neither's end frees the other: both are out of time, at the same time.
      PairResult results = sandbox.runTogether(waits, waits);
      assertThat(List.of(results.first(), results.second()))
          .extracting(ExecutionResult::ending)
          .containsExactly(Ending.WALL_LIMIT, Ending.WALL_LIMIT);
    }
  }

  @Test
  void tellsAWriterWhosePartnerIsGone() throws Exception {
    PairResult results = sandbox.runTogether(sh("exit 0"), sh("while echo x; do :; done"));
    assertThat(results.first().ending()).isEqualTo(Ending.EXITED);
    assertThat(results.second().ending()).isIn(Ending.SIGNALED, Ending.EXITED);
  }

  @Test
  void carriesALongConversation() throws Exception {
    String echo = "while read a; do echo $a; [ $a = 2000 ] && exit; done";
    String count = "i=0; while [ $i -lt 2000 ]; do i=$((i + 1)); echo $i; read a; done";
    PairResult results = sandbox.runTogether(sh(count), sh(echo));
    assertThat(List.of(results.first(), results.second())).allMatch(ExecutionResult::succeeded);
    assertThat(text(results.second())).endsWith("1999\n2000\n");
  }

  @Test
  void tellsWhichOfTwoLeftTheOther() throws Exception {
    for (int i = 0; i < 20; i++) {
      // Whoever is left notices and ends at once.
      assertThat(sandbox.runTogether(sh("read a"), sh("exit 0")).secondLeftFirst()).isTrue();
      assertThat(sandbox.runTogether(sh("exit 0"), sh("read a")).secondLeftFirst()).isFalse();
      assertThat(sandbox.runTogether(sh("exit 0"), sh("yes")).secondLeftFirst()).isFalse();
      assertThat(sandbox.runTogether(sh("yes"), sh("exit 0")).secondLeftFirst()).isTrue();
    }
  }

  @Test
  void bringsFiveMegabytesBackWhole() throws Exception {
    put("main.py", "import sys\nsys.stdout.write('123456789\\n' * 524288)");
    ExecutionResult result = sandbox.run(python("main.py"));
    assertThat(result.ending()).isEqualTo(Ending.EXITED);
    assertThat(text(result)).isEqualTo("123456789\n".repeat(524_288));
  }

  @Test
  void endsAGigabyteOfOutputAtTheLimit() throws Exception {
    ExecutionResult result =
        sandbox.run(
            Execution.of(
                List.of("head", "-c", "1000000000", "/dev/zero"), LIMITS.withStdoutBytes(1 << 20)));
    assertThat(result.ending()).isEqualTo(Ending.OUTPUT_LIMIT);
    assertThat(result.stdout()).hasSize(1 << 20);
  }

  @Test
  void doesNotWaitForAProgramThatNeverReads200Megabytes() throws Exception {
    ExecutionResult result = sandbox.run(sh("echo 42").withStdin(new byte[200 << 20]));
    assertThat(result.ending()).isEqualTo(Ending.EXITED);
    assertThat(text(result)).isEqualTo("42\n");
  }

  @Test
  void keepsTheFirstPartOfStandardErrorOnly() throws Exception {
    ExecutionResult result = sandbox.run(sh("head -c 1000000 /dev/zero >&2; echo 42"));
    assertThat(text(result)).isEqualTo("42\n");
    assertThat(result.stderr()).hasSize(64 << 10);
    assertThat(result.stderrTruncated()).isTrue();
  }

  @Test
  void keepsWhatACompilerWritesAndNothingElse() throws Exception {
    sandbox.run(sh("mkdir d; echo kept > d/f").keepingFiles());
    sandbox.run(sh("echo lost > g; echo changed > d/f"));
    assertThat(sandbox.get("d/f", 100)).isEqualTo(bytes("kept\n"));
    assertThat(sandbox.get("g", 100)).isNull();
    assertThat(sandbox.get("d/f", 4)).as("larger than asked for").isNull();
    assertThat(text(sandbox.run(sh("cat d/f; ls")))).isEqualTo("kept\nd\n");
  }

  @Test
  void givesFilesToOneRunOnly() throws Exception {
    Execution withFile = sh("cat in/data").withFiles(Map.of("in/data", bytes("hello")));
    assertThat(text(sandbox.run(withFile))).isEqualTo("hello");
    assertThat(sandbox.run(sh("cat in/data")).succeeded()).isFalse();
  }

  /**
   * A room is kept for the next run when nothing shows in it; whether it was, no program can tell.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "echo x > /tmp/x",
        "echo x > /tmp/x; rm /tmp/x",
        "echo x > /box/x",
        "rm /box/observe",
        "chmod 711 /tmp",
        "chmod 700 /box",
        "touch -d @0 /tmp /box",
        "ln -s / /tmp/l; rm /tmp/l",
        "sleep 60 &",
        "kill -9 $$",
      })
  void showsNoRunWhatAnEarlierOneDid(String trace) throws Exception {
    put(
        "observe",
        "echo $$; ls -A /tmp /box; stat -c '%a %h %s' /tmp /box; echo /proc/[0-9]*;"
            + " echo x > /tmp/x; stat -c %i /tmp/x");
    Execution observe = Execution.of(List.of("sh", "observe"), Limits.DEFAULT);
    String first = text(sandbox.run(observe));
    for (int i = 0; i < 3; i++) {
      sandbox.run(Execution.of(List.of("sh", "-c", trace), Limits.DEFAULT));
      sandbox.run(Execution.of(List.of("true"), Limits.DEFAULT));
    }
    sandbox.run(Execution.of(List.of("sh", "-c", trace), Limits.DEFAULT));
    assertThat(text(sandbox.run(observe))).isEqualTo(first);
  }

  @Test
  void countsTheTimeAndTheMemoryOfEachRunAlone() throws Exception {
    put("busy.py", "x = bytearray(60_000_000)\nfor i in range(3_000_000): pass\n");
    ExecutionResult busy = sandbox.run(Execution.of(List.of("python3", "busy.py"), Limits.DEFAULT));
    ExecutionResult idle = sandbox.run(Execution.of(List.of("true"), Limits.DEFAULT));
    assertThat(busy.peakMemoryBytes()).isGreaterThan(60_000_000);
    assertThat(idle.peakMemoryBytes()).isLessThan(busy.peakMemoryBytes() / 2);
    assertThat(idle.cpuTime()).isLessThan(busy.cpuTime());
  }

  @Test
  void bringsTheReportBackApartFromTheOutput() throws Exception {
    ExecutionResult result = sandbox.run(sh("echo out; echo secret >&3").reporting());
    assertThat(text(result)).isEqualTo("out\n");
    assertThat(new String(result.report(), UTF_8)).isEqualTo("secret\n");
  }

  @Test
  void addsTheVariablesOfTheRun() throws Exception {
    Execution run = sh("echo $A $LANG").withEnv(Map.of("A", "b", "LANG", "C"));
    assertThat(text(sandbox.run(run))).isEqualTo("b C\n");
  }

  @Test
  void tellsWhyAProgramCannotBeStarted() throws Exception {
    ExecutionResult result = sandbox.run(Execution.of(List.of("no-such-program"), LIMITS));
    assertThat(result.ending()).isEqualTo(Ending.START_FAILED);
    assertThat(result.detail()).contains("no-such-program");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/x", "a//b", "a/../b", ""})
  void refusesPathsThatLeaveTheBox(String path) {
    assertThatThrownBy(() -> putAndLook(path)).isInstanceOf(SandboxException.class);
  }

  @Test
  void neverFollowsALinkThatACompilerLeft() throws Exception {
    sandbox.run(sh("ln -s /etc folder; ln -s /etc/passwd file").keepingFiles());
    assertThat(sandbox.get("file", 10_000)).isNull();
    assertThat(sandbox.get("folder/passwd", 10_000)).isNull();
    assertThatThrownBy(() -> putAndLook("folder/x")).isInstanceOf(SandboxException.class);
  }

  @Test
  void givesTheNextCandidateAnEmptyBox() throws Exception {
    put("secret", "x");
    sandbox.close();
    sandbox = pool.acquire("python");
    assertThat(text(sandbox.run(sh("ls -A /box /tmp")))).isEqualTo("/box:\n\n/tmp:\n");
  }

  @Test
  void neverStartsAProgramWhoseFileCouldNotBePut() throws Exception {
    sandbox.run(sh("ln -s /etc folder").keepingFiles());
    assertThatThrownBy(
            () -> {
              put("folder/x", "x");
              sandbox.run(sh("exit 0"));
            })
        .isInstanceOf(SandboxException.class);
    sandbox.close();
    sandbox = pool.acquire("python");
    assertThat(text(sandbox.run(sh("ls -A /box; echo again")))).isEqualTo("again\n");
  }

  @Test
  void answersTheNextCandidateAfterRunsThatNobodyWantedAnyMore() throws Exception {
    for (int candidate = 0; candidate < 5; candidate++) {
      put("large", "x".repeat(500_000));
      put("main.sh", "echo " + candidate + "; exit $((" + candidate + " % 2))");
      List<Execution> runs = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        int test = i;
        runs.add(sh(test < 3 ? "bash main.sh" : "yes | head -c 300000; exit 3"));
      }
      List<ExecutionResult> results = sandbox.runAll(runs, result -> result.exitCode() < 3);
      assertThat(results).hasSize(4);
      assertThat(text(results.get(2))).isEqualTo(candidate + "\n");
      assertThat(results.get(3).stdout()).hasSize(300_000);
      sandbox.close();
      sandbox = pool.acquire("python");
    }
  }

  @Test
  void replacesADiscardedSandbox() throws Exception {
    sandbox.discard("for this test");
    sandbox.close();
    sandbox = pool.acquire("python");
    assertThat(text(sandbox.run(sh("echo again")))).isEqualTo("again\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "print(int(input()) + 1)",
        "import sys\nprint(sys.argv, __name__, __file__, sys.path[0], sys.stdin.errors)\nsys.exit(3)",
        "def f():\n    return 1 / 0\nf()",
        "import sys\nsys.exit('no')",
        "x = (1",
        "import os\nprint('lost')\nos._exit(4)",
        "import atexit\natexit.register(print, 'bye')\nclass A:\n    def __del__(self):\n        print('del')\na = A()\nprint('x')",
        "d = 0\ndef f():\n    global d\n    d += 1\n    f()\ntry:\n    f()\nexcept RecursionError:\n    print(d)",
        "import os\nos.abort()",
        "import threading\nthreading.Thread(target=print, args=('t',)).start()\nprint('m')",
        "import sys\nprint(sorted(globals()), sys.stdin.read())",
        "import sys\nsys.stdout.close()",
        "raise KeyboardInterrupt",
        "raise SystemExit(1 << 70)",
        "import os, sys\nsys.stdout.write('half')\nif os.fork() == 0:\n    sys.exit(5)\nprint(os.wait()[1])",
        "print('\\udc80')",
        "class A:\n    def __del__(self):\n        print('young')\na = A()\na.me = a\ndel a\nprint('x')",
        "import gc\nclass A:\n    def __del__(self):\n        print('old')\na = A()\na.me = a\ngc.collect()\ngc.collect()\ndel a\nprint('x')",
        "for i in range(3):\n    x = [str(n) * 3 for n in range(200000)]\n    y = [bytes(n % 5000) for n in range(9000)]\nprint(x[-1], len(b''.join(y)))",
        "print([line for line in open('/proc/self/maps') if 'wx' in line])",
        "import threading\nprint(threading.main_thread().is_alive())\nthreading._register_atexit(print, 'threads')",
      })
  void forksFromAWarmInterpreterWithTheSameResult(String program) throws Exception {
    put("main.py", program);
    Execution run =
        Execution.of(List.of("python3", "main.py", "arg"), LIMITS).withStdin(bytes("41\n"));
    ExecutionResult cold = sandbox.run(run);
    ExecutionResult warm = sandbox.run(run.warmedBy("python"));
    assertThat(warm.ending()).isEqualTo(cold.ending());
    assertThat(warm.exitCode()).isEqualTo(cold.exitCode());
    assertThat(warm.signal()).isEqualTo(cold.signal());
    assertThat(text(warm)).isEqualTo(text(cold));
    assertThat(new String(warm.stderr(), UTF_8)).isEqualTo(new String(cold.stderr(), UTF_8));
  }

  @Test
  void startsWarmOnTheUsualCommandAsOnAnyOther() throws Exception {
    String program =
        """
        import sys, os
        print(sys.argv, sys.orig_argv, sys.path[0], __file__, __name__, os.getcwd())
        print(sorted(globals()), sorted(os.environ.items()), input())
        print(__import__('__main__').__file__, sys.modules['__main__'].__dict__ is globals())
        """;
    put("main.py", program);
    put("other.py", program);
    for (Execution run :
        List.of(
            python("main.py"), python("other.py"), python("main.py").withEnv(Map.of("A", "b")))) {
      Execution asked = run.withStdin(bytes("41\n"));
      ExecutionResult warm = sandbox.run(asked.warmedBy("python"));
      assertThat(text(warm)).isEqualTo(text(sandbox.run(asked)));
      assertThat(warm.succeeded()).isTrue();
    }
  }

  @Test
  void givesEachWarmRunAndEachOfItsForksRandomNumbersOfItsOwn() throws Exception {
    put(
        "main.py",
        """
        import os, random
        if os.fork() == 0:
            print(random.random(), flush=True)
            os._exit(0)
        os.wait()
        print(random.random())
        """);
    String first = text(warm("main.py", LIMITS));
    String second = text(warm("main.py", LIMITS));
    assertThat((first + second).lines().distinct()).hasSize(4);
  }

  @Test
  void endsAWarmRunAsTheInterpreterDoes() throws Exception {
    put(
        "main.py",
        """
        import atexit, threading, time, sys
        class Last:
            def __del__(self):
                print('object')
        last = Last()
        atexit.register(lambda: print('function'))
        threading.Thread(target=lambda: (time.sleep(0.1), print('thread'))).start()
        print('script')
        """);
    assertThat(text(warm("main.py", LIMITS))).isEqualTo("script\nthread\nfunction\nobject\n");
  }

  @Test
  void prefersModulesOfTheBoxToWarmOnes() throws Exception {
    put("heapq.py", "mine = True");
    put("main.py", "import heapq\nprint(heapq.mine)");
    assertThat(text(sandbox.run(python("main.py").warmedBy("python")))).isEqualTo("True\n");
  }

  @Test
  void limitsAndMeasuresWarmRuns() throws Exception {
    put("burn.py", "while True:\n    pass");
    put("eat.py", "a = []\nwhile True:\n    a.append(bytearray(1 << 20))");
    put("sleep.py", "import time\ntime.sleep(1000)");
    Limits limits = LIMITS.withCpuTime(Duration.ofMillis(300)).withWallTime(Duration.ofSeconds(20));
    assertThat(warm("burn.py", limits).ending()).isEqualTo(Ending.CPU_LIMIT);
    assertThat(warm("eat.py", LIMITS).ending()).isEqualTo(Ending.MEMORY_LIMIT);
    assertThat(warm("sleep.py", LIMITS.withWallTime(Duration.ofMillis(300))).ending())
        .isEqualTo(Ending.WALL_LIMIT);
  }

  private ExecutionResult warm(String file, Limits limits) throws SandboxException {
    return sandbox.run(Execution.of(List.of("python3", file), limits).warmedBy("python"));
  }

  /** A file that cannot be put shows at the latest at the next call. */
  private void putAndLook(String path) throws SandboxException {
    put(path, "x");
    sandbox.get("other", 1);
  }

  private void put(String path, String content) throws SandboxException {
    sandbox.put(path, bytes(content), false);
  }

  private static Execution python(String file) {
    return Execution.of(List.of("python3", file), LIMITS);
  }

  private static Execution sh(String script) {
    return Execution.of(List.of("sh", "-c", script), LIMITS);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(ExecutionResult result) {
    return new String(result.stdout(), UTF_8);
  }
}
