package dev.rewardgrader.engine;

import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.reward.RewardRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run came to, by family and verdict. Filled by the engine, read when the run is over. */
public final class RunSummary {
  /** This many messages of faults are kept; all faults are counted. */
  private static final int KEPT_MESSAGES = 20;

  /** This many ids are kept with a message. */
  private static final int KEPT_IDS = 3;

  /**
   * Faults with one message.
   *
   * @param ids the first of their rollouts
   * @param count how many there are
   */
  public record SameFaults(String message, List<String> ids, long count) {}

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
  private final Map<String, SameFaults> faults = new LinkedHashMap<>();
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
      addFault(record.id(), record.fault().message());
      return;
    }
    counts.verdicts.merge(record.verdict(), 1L, Long::sum);
    Double reward = record.rewardValue();
    if (reward != null) {
      counts.rewarded++;
      counts.rewardSum += reward;
    }
  }

  private void addFault(String id, String message) {
    SameFaults before = faults.get(message);
    if (before == null && faults.size() == KEPT_MESSAGES) {
      return;
    }
    List<String> ids = new ArrayList<>(before == null ? List.of() : before.ids());
    if (ids.size() < KEPT_IDS) {
      ids.add(id);
    }
    long count = before == null ? 1 : before.count() + 1;
    faults.put(message, new SameFaults(message, List.copyOf(ids), count));
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

  /** The faults by message, in the order of their first; those of the first 20 messages. */
  public List<SameFaults> faults() {
    return List.copyOf(faults.values());
  }

  public long skippedLines() {
    return skippedLines;
  }

  /** Whether the run ended before its input did, because it was asked to. */
  public boolean stopped() {
    return stopped;
  }
}
