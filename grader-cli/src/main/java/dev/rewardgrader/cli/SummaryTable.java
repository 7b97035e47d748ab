package dev.rewardgrader.cli;

import dev.rewardgrader.engine.RunSummary;
import dev.rewardgrader.engine.RunSummary.SameFaults;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** The table at the end of a run: a line for each family and verdict. */
final class SummaryTable {
  private SummaryTable() {}

  static void print(RunSummary summary, PrintWriter out) {
    out.printf(Locale.ROOT, "%-6s %-22s %8s %12s%n", "kind", "verdict", "count", "mean reward");
    summary.kinds().forEach((kind, counts) -> print(kind, counts, out));
    row("total", "", summary.total(), "", out);
    if (summary.total() == 0 && summary.skippedLines() == 0 && !summary.stopped()) {
      out.println("There was nothing to grade.");
    }
    if (summary.skippedLines() > 0) {
      out.println(summary.skippedLines() + " bad lines left out");
    }
    if (summary.faultCount() > 0) {
      out.println();
      out.println(summary.faultCount() + " could not be graded and have no reward:");
      summary.faults().forEach(fault -> out.println("  " + line(fault)));
      long shown = summary.faults().stream().mapToLong(SameFaults::count).sum();
      if (summary.faultCount() > shown) {
        out.println("  … and " + (summary.faultCount() - shown) + " more");
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
      row(shownKind, entry.getKey().toString(), entry.getValue(), mean, out);
      shownKind = "";
      mean = "";
    }
    if (counts.faults() > 0) {
      row(shownKind, "(fault)", counts.faults(), mean, out);
    }
  }

  private static void row(String kind, String verdict, long count, String mean, PrintWriter out) {
    out.println(
        String.format(Locale.ROOT, "%-6s %-22s %8d %12s", kind, verdict, count, mean)
            .stripTrailing());
  }

  /** A message once, however many rollouts it is about. */
  private static String line(SameFaults faults) {
    String ids = String.join(", ", faults.ids());
    return faults.count() == 1
        ? ids + ": " + faults.message()
        : "%s%s (%d): %s"
            .formatted(
                ids,
                faults.count() > faults.ids().size() ? ", …" : "",
                faults.count(),
                faults.message());
  }
}
