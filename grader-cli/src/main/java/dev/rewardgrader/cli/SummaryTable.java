package dev.rewardgrader.cli;

import dev.rewardgrader.engine.RunSummary;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** The table at the end of a run: a line for each family and verdict. */
final class SummaryTable {
  private SummaryTable() {}

  static void print(RunSummary summary, PrintWriter out) {
    out.printf(Locale.ROOT, "%-6s %-22s %8s %12s%n", "kind", "verdict", "count", "mean reward");
    summary.kinds().forEach((kind, counts) -> print(kind, counts, out));
    out.printf(Locale.ROOT, "%-6s %-22s %8d%n", "total", "", summary.total());
    if (summary.skippedLines() > 0) {
      out.println(summary.skippedLines() + " bad lines left out");
    }
    if (summary.faultCount() > 0) {
      out.println();
      out.println(summary.faultCount() + " could not be graded and have no reward:");
      summary.faults().forEach(fault -> out.println("  " + fault));
      if (summary.faultCount() > summary.faults().size()) {
        out.println("  … and " + (summary.faultCount() - summary.faults().size()) + " more");
      }
    }
    if (summary.stopped()) {
      out.println("Ended early. The same command with --resume goes on from here.");
    }
  }

  private static void print(String kind, RunSummary.KindCounts counts, PrintWriter out) {
    String shownKind = kind;
    String mean =
        Double.isNaN(counts.meanReward())
            ? ""
            : String.format(Locale.ROOT, "%.3f", counts.meanReward());
    for (Map.Entry<?, Long> entry : counts.verdicts().entrySet()) {
      out.printf(
          Locale.ROOT, "%-6s %-22s %8d %12s%n", shownKind, entry.getKey(), entry.getValue(), mean);
      shownKind = "";
      mean = "";
    }
    if (counts.faults() > 0) {
      out.printf(Locale.ROOT, "%-6s %-22s %8d %12s%n", shownKind, "(fault)", counts.faults(), mean);
    }
  }
}
