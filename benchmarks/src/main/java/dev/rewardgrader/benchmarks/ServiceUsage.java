package dev.rewardgrader.benchmarks;

import java.io.IOException;

/** What a service's process has used, by its own metrics. */
record ServiceUsage(long mebibytes, double cpuSeconds) {

  static ServiceUsage of(int port) throws IOException {
    try (HttpConnection connection = new HttpConnection(port, 0)) {
      String metrics = connection.get("/metrics").body();
      return new ServiceUsage(
          (long) value(metrics, "process_resident_memory_bytes") >> 20,
          value(metrics, "process_cpu_seconds_total"));
    }
  }

  private static double value(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }
}
