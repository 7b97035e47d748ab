package dev.rewardgrader.reward.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the records of one group as they come. */
final class GroupTally {
  private final String group;
  private final SortedMap<String, Integer> verdicts = new TreeMap<>();
  private final Set<Long> candidates = new HashSet<>();
  private int samples;
  private int faults;
  private int valid;
  private int passed;
  private int rewards;
  private double rewardSum;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  GroupTally(String group) {
    this.group = group;
  }

  void add(JsonNode row) {
    samples++;
    if (row.path("status").asText().equals("error")) {
      faults++;
      verdicts.merge("error", 1, Integer::sum);
      return;
    }
    String verdict = row.path("verdict").asText();
    verdicts.merge(verdict, 1, Integer::sum);
    if (verdict.equals("UNDECIDED")) {
      return;
    }
    valid++;
    if (verdict.equals("ACCEPTED")) {
      passed++;
    }
    candidates.add(hash(row.path("candidate").path("text").asText("")));
    if (row.path("reward").isNumber()) {
      double reward = row.path("reward").doubleValue();
      rewards++;
      rewardSum += reward;
      least = Math.min(least, reward);
      most = Math.max(most, reward);
    }
  }

  /** FNV-1a over 64 bits: a group holds few texts, and their number is all that is asked. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  GroupStats stats() {
    return new GroupStats(
        group,
        samples,
        faults,
        valid,
        passed,
        candidates.size(),
        rewards == 0 ? Double.NaN : rewardSum / rewards,
        rewards > 0 && least == most,
        new TreeMap<>(verdicts));
  }
}
