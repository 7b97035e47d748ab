package dev.rewardgrader.grade.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompilerThreadsTest {
  private static final Path THREADS = Path.of("/proc/self/task");

  /** The 41st field of {@code /proc/PID/stat}; the second may hold blanks and ends by ")". */
  private static final int POLICY = 41 - 3;

  @Test
  void compilerThreadsAreBatchWorkAndNoOtherIs() throws IOException {
    assumeThat(THREADS).as("Linux's threads").isDirectory();
    assumeThat(System.getProperty("os.arch")).isIn("amd64", "aarch64", "riscv64");
    assumeThat(CompilerThreads.class.getModule().isNativeAccessEnabled()).isTrue();

    CompilerThreads.giveWay(); // Nothing is left to do where another test's warm-up was first.

    List<Integer> compiling = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    try (Stream<Path> threads = Files.list(THREADS)) {
      for (Path thread : threads.toList()) {
        policy(thread).ifPresent((CompilerThreads.compiles(thread) ? compiling : others)::add);
      }
    }
    assertThat(compiling).isNotEmpty().containsOnly(CompilerThreads.SCHED_BATCH);
    assertThat(others).isNotEmpty().doesNotContain(CompilerThreads.SCHED_BATCH);
    assertThat(CompilerThreads.giveWay()).as("those of another class keep it").isZero();
  }

  /** Nothing for a thread that has ended meanwhile. */
  private static Optional<Integer> policy(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return Optional.of(
          Integer.valueOf(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[POLICY]));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
