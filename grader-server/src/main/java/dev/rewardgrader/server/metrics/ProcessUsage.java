package dev.rewardgrader.server.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What this process uses of the machine, as the kernel counts it. */
final class ProcessUsage {
  private static final Path MEMORY = Path.of("/proc/self/statm");
  private static final long PAGE = 4096;

  private ProcessUsage() {}

  /** Not a number where the kernel does not tell. */
  static double residentBytes() {
    try {
      return Long.parseLong(Files.readString(MEMORY).split(" ")[1]) * (double) PAGE;
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }
}
