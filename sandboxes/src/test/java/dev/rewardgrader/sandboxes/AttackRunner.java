package dev.rewardgrader.sandboxes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.ExecutionResult.Ending;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandboxes.pool.Launcher;
import dev.rewardgrader.sandboxes.protocol.Supervisor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs attacks in sandboxes that are kept from one to the next, as a pool keeps them. */
final class AttackRunner implements AutoCloseable {
  private static final Limits COMPILER =
      new Limits(
          Duration.ofSeconds(60),
          Duration.ofSeconds(120),
          1L << 30,
          64,
          1 << 20,
          1 << 16,
          64L << 20,
          64L << 20,
          256);

  private static final int FAULTS = 2;

  private final Launcher launcher;
  private final Map<String, Supervisor> supervisors = new HashMap<>();

  AttackRunner(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public void close() {
    supervisors.values().forEach(Supervisor::close);
    launcher.close();
  }

  /**
   * The attack, then an honest program, then a look at what is left. A passing fault of ours is no
   * verdict, and is tried again as the engine does: a program that kills itself just when the
   * kernel killed another one for want of memory cannot be told from that one.
   */
  void run(Attack attack) throws Exception {
    for (int left = FAULTS; ; left--) {
      try {
        runOnce(attack);
        return;
      } catch (SandboxException e) {
        if (!e.isTransient() || left == 0) {
          throw e;
        }
      }
    }
  }

  private void runOnce(Attack attack) throws Exception {
    String image = attack.extension().startsWith("c") ? "cpp" : "python";
    Supervisor supervisor = supervisors.get(image);
    if (supervisor == null) {
      supervisor = Supervisor.greet(launcher.launch(image), 256L << 20);
      supervisors.put(image, supervisor);
    }
    boolean sound = false;
    try {
      attack(attack, attack.execution(), supervisor);
      if (attack.isInterpretedAsUsual()) {
        attack(attack, attack.execution().warmedBy("python"), supervisor);
      }
      sound = true;
    } finally {
      if (!sound) {
        supervisors.remove(image).close();
      }
    }
  }

  private static void attack(Attack attack, Execution execution, Supervisor supervisor)
      throws SandboxException {
    assertThat(supervisor.hasNamespaces()).as(supervisor.detail()).isTrue();
    supervisor.put(attack.fileName(), attack.content(), false);
    if (attack.isCompiled()) {
      compile(attack, supervisor);
    }
    ExecutionResult result = run(supervisor, execution);
    check(attack, result);
    if (attack.has("again")) {
      ExecutionResult again = run(supervisor, execution);
      check(attack, again);
    }
    if (attack.has("get")) {
      assertThat(supervisor.get(attack.get("get"), 1 << 20)).isNull();
    }
    checkHonestRun(supervisor);
    supervisor.reset();
    checkNothingRemains(supervisor);
  }

  private static void compile(Attack attack, Supervisor supervisor) throws SandboxException {
    String compiler = attack.extension().equals("cpp") ? "g++" : "gcc";
    List<String> argv =
        List.of(compiler, "-O0", "-w", "-pthread", "-o", "attack", attack.fileName());
    ExecutionResult compiled = run(supervisor, Execution.of(argv, COMPILER).keepingFiles());
    assertThat(compiled.succeeded()).as(new String(compiled.stderr(), UTF_8)).isTrue();
  }

  private static void check(Attack attack, ExecutionResult result) {
    String account =
        "%s %d/%d, cpu %d ms, wall %d ms, peak %d kB, stderr: %s"
            .formatted(
                result.ending(),
                result.exitCode(),
                result.signal(),
                result.cpuTime().toMillis(),
                result.wallTime().toMillis(),
                result.peakMemoryBytes() >> 10,
                new String(result.stderr(), ISO_8859_1).lines().limit(5).toList());
    assertThat(attack.allows(result))
        .as("must end as %s, ended as %s", attack.get("expect"), account)
        .isTrue();
    if (attack.has("stdout")) {
      assertThat(new String(result.stdout(), ISO_8859_1))
          .as(account)
          .isEqualTo(new String(attack.stdout(), ISO_8859_1));
    }
    if (attack.has("stdout-bytes")) {
      assertThat(result.stdout()).hasSize(Integer.parseInt(attack.get("stdout-bytes")));
    }
    if (attack.has("absent")) {
      assertThat(new String(result.stderr(), ISO_8859_1) + new String(result.stdout(), ISO_8859_1))
          .doesNotContain(attack.get("absent"));
    }
    assertThat((long) result.stdout().length)
        .as("output that is kept")
        .isLessThanOrEqualTo(attack.limits().stdoutBytes());
    assertThat((long) result.stderr().length)
        .as("errors that are kept")
        .isLessThanOrEqualTo(attack.limits().stderrBytes());
    assertThat(result.wallTime())
        .as("time until the end")
        .isLessThan(attack.limits().wallTime().plusSeconds(10));
  }

  private static void checkHonestRun(Supervisor supervisor) throws SandboxException {
    Execution honest =
        Execution.of(List.of("bash", "-c", "read a b; echo $((a + b))"), Limits.DEFAULT)
            .withStdin("20 22\n".getBytes(UTF_8));
    ExecutionResult result = run(supervisor, honest);
    assertThat(result.ending()).as("the next honest run").isEqualTo(Ending.EXITED);
    assertThat(new String(result.stdout(), UTF_8)).as("the next honest run").isEqualTo("42\n");
  }

  private static void checkNothingRemains(Supervisor supervisor) throws SandboxException {
    String look = "ls -A /box /tmp /dev/shm/; echo /proc/[0-9]*";
    ExecutionResult result =
        run(supervisor, Execution.of(List.of("bash", "-c", look), Limits.DEFAULT));
    assertThat(new String(result.stdout(), UTF_8))
        .as("files and processes that are left")
        .isEqualTo("/box:\n\n/dev/shm/:\n\n/tmp:\n/proc/1 /proc/2\n");
  }

  private static ExecutionResult run(Supervisor supervisor, Execution execution)
      throws SandboxException {
    return supervisor.runAll(List.of(execution), result -> true).getFirst();
  }
}
