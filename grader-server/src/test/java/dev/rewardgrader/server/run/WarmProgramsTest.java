package dev.rewardgrader.server.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.PairResult;
import dev.rewardgrader.sandbox.PoolState;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxInfo;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.languages.Languages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class WarmProgramsTest {
  private static final byte[] ARCHIVE = "the box as tar sees it".getBytes(UTF_8);

  private final ProgramText program =
      new ProgramText(
          Languages.bundled().find("c").orElseThrow(),
          "int main(void) {}",
          Map.of(),
          Duration.ofSeconds(10),
          1 << 28);
  private final Run run = Run.of(new byte[0], Duration.ofSeconds(1));

  /** What was done, by the verb that leads it. */
  private final AtomicInteger compiled = new AtomicInteger();

  private final AtomicInteger copied = new AtomicInteger();
  private final AtomicInteger acquired = new AtomicInteger();

  /** The compiler ends when this opens. */
  private final CountDownLatch compiler = new CountDownLatch(1);

  private boolean tarWorks = true;
  private boolean compiles = true;

  @Test
  void oneCaseAfterTheOtherUsesTheBoxThatHasTheProgram() throws Exception {
    compiler.countDown();
    WarmPrograms programs = new WarmPrograms(new Pool(), 4);

    for (int i = 0; i < 3; i++) {
      assertThat(programs.run(program, run).run().succeeded()).isTrue();
    }

    assertThat(compiled).hasValue(1);
    assertThat(acquired).hasValue(1);
    assertThat(copied).as("nobody waited").hasValue(0);
  }

  @Test
  void casesAtOnceCopyWhatTheFirstCompiled() throws Exception {
    List<RunOutcome> outcomes = two();

    assertThat(outcomes).allMatch(outcome -> outcome.run().succeeded());
    assertThat(outcomes).allMatch(outcome -> outcome.compile().succeeded());
    assertThat(compiled).hasValue(1);
    assertThat(copied.get()).isBetween(0, 1);
    assertThat(acquired).hasValue(1 + copied.get());
  }

  @Test
  void aProgramThatCannotBePackedIsRunOneCaseAfterTheOther() throws Exception {
    tarWorks = false;

    assertThat(two()).allMatch(outcome -> outcome.run().succeeded());

    assertThat(compiled).hasValue(1);
    assertThat(acquired).hasValue(1);
  }

  @Test
  void aProgramThatDoesNotCompileIsCompiledOnceForAllWhoWait() throws Exception {
    compiles = false;

    assertThat(two()).noneMatch(outcome -> outcome.compile().succeeded());

    assertThat(compiled).hasValue(1);
    assertThat(acquired).hasValue(1);
  }

  /** Two cases of which the second waits for the first one's compiler. */
  private List<RunOutcome> two() throws Exception {
    WarmPrograms programs = new WarmPrograms(new Pool(), 4);
    List<Thread> threads = new ArrayList<>();
    Callable<RunOutcome> one =
        () -> {
          synchronized (threads) {
            threads.add(Thread.currentThread());
          }
          return programs.run(program, run);
        };
    try (var executor = Executors.newFixedThreadPool(2)) {
      Future<RunOutcome> first = executor.submit(one);
      Future<RunOutcome> second = executor.submit(one);
      while (waiting(threads) < 2) {
        Thread.onSpinWait();
      }
      compiler.countDown();
      return List.of(first.get(), second.get());
    }
  }

  private static long waiting(List<Thread> threads) {
    synchronized (threads) {
      return threads.stream().filter(t -> t.getState() == Thread.State.WAITING).count();
    }
  }

  private final class Pool implements SandboxPool {
    @Override
    public Sandbox acquire(String image) {
      acquired.incrementAndGet();
      return new Box();
    }

    @Override
    public PoolState state() {
      return PoolState.EMPTY;
    }

    @Override
    public void close() {}
  }

  private final class Box implements Sandbox {
    private boolean built;

    @Override
    public ExecutionResult run(Execution execution) throws SandboxException {
      List<String> argv = execution.argv();
      if (argv.getFirst().equals("gcc")) {
        try {
          compiler.await();
        } catch (InterruptedException e) {
          throw new SandboxException("interrupted", false);
        }
        compiled.incrementAndGet();
        built = compiles;
        return result(compiles ? 0 : 1, new byte[0]);
      } else if (argv.contains("-cf")) {
        return result(tarWorks ? 0 : 2, ARCHIVE);
      } else if (argv.contains("-xf")) {
        assertThat(execution.stdin()).isEqualTo(ARCHIVE);
        assertThat(execution.keepsFiles()).isTrue();
        copied.incrementAndGet();
        built = true;
      } else {
        assertThat(built).as("the program is there").isTrue();
      }
      return result(0, new byte[0]);
    }

    private static ExecutionResult result(int status, byte[] stdout) {
      return new ExecutionResult(
          ExecutionResult.Ending.EXITED,
          status,
          0,
          Duration.ZERO,
          Duration.ZERO,
          0,
          stdout,
          new byte[0],
          false,
          new byte[0],
          "");
    }

    @Override
    public SandboxInfo info() {
      return new SandboxInfo("none", null, "none");
    }

    @Override
    public void put(String path, byte[] content, boolean executable) {}

    @Override
    public byte[] get(String path, long maxBytes) {
      return null;
    }

    @Override
    public List<ExecutionResult> runAll(
        List<Execution> executions, Predicate<ExecutionResult> goOn) {
      throw new UnsupportedOperationException();
    }

    @Override
    public PairResult runTogether(Execution first, Execution second) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void discard(String why) {}

    @Override
    public void close() {}
  }
}
