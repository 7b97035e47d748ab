package dev.rewardgrader.grade.code;

import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.language.Language;
import java.time.Duration;

/**
 * The limits of a candidate's runs.
 *
 * @param enforced by the sandbox: somewhat more CPU time than is allowed, so that a run that comes
 *     near the limit ends by itself and can be told from one that never would
 * @param cpuTime what is allowed
 * @param memoryMb the task's memory limit in MiB, without what the language adds
 */
record RunLimits(Limits enforced, Duration cpuTime, int memoryMb) {
  private static final long MIB = 1L << 20;

  static RunLimits of(CodeTask.TaskLimits task, Language language) {
    Limits limits = Limits.DEFAULT;
    if (task.timeMs() != null) {
      limits = limits.withCpuTime(Duration.ofMillis(task.timeMs()));
    }
    if (task.memoryMb() != null) {
      limits = limits.withMemoryBytes(task.memoryMb() * MIB);
    }
    if (task.outputBytes() != null) {
      limits = limits.withStdoutBytes(task.outputBytes());
    }
    int memoryMb = (int) Math.min(Integer.MAX_VALUE, limits.memoryBytes() / MIB);
    Limits applied = language.factors().applyTo(limits);
    Duration cpu = applied.cpuTime();
    return new RunLimits(applied.withCpuTime(cpu.plus(cpu.dividedBy(4))), cpu, memoryMb);
  }

  /** Whether CPU time was used up by a run that ended by itself. */
  boolean exceededBy(Duration used) {
    return used.compareTo(cpuTime) > 0;
  }
}
