package dev.rewardgrader.engine;

import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.reward.RewardRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run came to, by family and verdict. Filled by the engine, read when the run is over. */
public final class RunSummary {
  /** This many faults are kept with their messages; all are counted. */
  private static final int KEPT_FAULTS = 20;

  /** Counts of one family. */
  public static final class KindCounts {
    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private long faults;
    private long rewarded;
    private double rewardSum;

    public Map<Verdict, Long> verdicts() {
      return Collections.unmodifiableMap(verdicts);
    }

    public long faults() {
      return faults;
    }

    /** The mean of all rewards that are not null, or NaN when there is none. */
    public double meanReward() {
      return rewarded == 0 ? Double.NaN : rewardSum / rewarded;
    }

    public long total() {
      return faults + verdicts.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private final Map<String, KindCounts> kinds = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private long skippedLines;
  private long total;
  private long faultCount;
  private boolean stopped;

  void add(RewardRecord record) {
    total++;
    KindCounts counts =
        kinds.computeIfAbsent(record.kind() == null ? "?" : record.kind(), k -> new KindCounts());
    if (record.isFault()) {
      counts.faults++;
      faultCount++;
      if (faults.size() < KEPT_FAULTS) {
        faults.add(record.id() + ": " + record.fault().message());
      }
      return;
    }
    counts.verdicts.merge(record.verdict(), 1L, Long::sum);
    Double reward = record.rewardValue();
    if (reward != null) {
      counts.rewarded++;
      counts.rewardSum += reward;
    }
  }

  void addSkippedLine() {
    skippedLines++;
  }

  void markStopped() {
    stopped = true;
  }

  /** Counts by the family's word; {@code ?} holds lines that could not be read. */
  public Map<String, KindCounts> kinds() {
    return Collections.unmodifiableMap(kinds);
  }

  /** Records written. */
  public long total() {
    return total;
  }

  public long faultCount() {
    return faultCount;
  }

  /** The first faults, each with its rollout's id. */
  public List<String> faults() {
    return Collections.unmodifiableList(faults);
  }

  public long skippedLines() {
    return skippedLines;
  }

  /** Whether the run ended before its input did, because it was asked to. */
  public boolean stopped() {
    return stopped;
  }
}
