package dev.rewardgrader.reward.stats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.gate.BatchRates;
import dev.rewardgrader.grade.swe.gate.Outcome;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.LineSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The statistics of a rewards file, by prompt. Reads it once; memory grows with its prompts only.
 */
public final class RewardStats {
  private final List<GroupStats> groups;
  private final List<Outcome> outcomes;

  private RewardStats(List<GroupStats> groups, List<Outcome> outcomes) {
    this.groups = groups;
    this.outcomes = outcomes;
  }

  /**
   * @param lines reward records, one a line
   * @throws InputException naming the first line that is none
   */
  public static RewardStats read(LineSource lines) throws IOException, InputException {
    Map<String, GroupTally> tallies = new LinkedHashMap<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      String place = lines.name() + ":" + lines.line() + ": $";
      JsonNode row;
      try {
        row = Json.parse(line);
      } catch (InputException e) {
        throw new InputException(place, e.problem());
      }
      String id = row.path("id").asText(null);
      String status = row.path("status").asText("");
      if (!status.equals("graded") && !status.equals("error")) {
        throw new InputException(
            place + ".status", "expected 'graded' or 'error': is this a file of reward records?");
      }
      String group = row.path("group").asText(id == null ? lines.name() : id);
      tallies.computeIfAbsent(group, GroupTally::new).add(row);
      outcome(row).ifPresent(outcomes::add);
    }
    return new RewardStats(tallies.values().stream().map(GroupTally::stats).toList(), outcomes);
  }

  /** How an attempt at a software task ended; of a gated reward, what its gates saw. */
  private static Optional<Outcome> outcome(JsonNode row) {
    String own = row.path("details").path("outcome").asText("");
    String word = row.path("gate").path("outcome").asText(own);
    return Arrays.stream(Outcome.values()).filter(value -> value.word().equals(word)).findFirst();
  }

  /** Completion, modification and resolution of the software tasks; empty when there are none. */
  public Optional<BatchRates> batchRates() {
    return outcomes.isEmpty() ? Optional.empty() : Optional.of(BatchRates.of(outcomes));
  }

  /** Every prompt, in the order of its first record. */
  public List<GroupStats> groups() {
    return groups;
  }

  /**
   * The prompts that a hard-focus curriculum carries on to its next phase: those of the lowest pass
   * rate, of equal ones the first in the file (DRIVE, arXiv 2511.06307, section 3.2, keeps 72, 50
   * and 25). Prompts without a judged sample are left out.
   *
   * @param count how many at most
   */
  public List<GroupStats> hardest(int count) {
    return groups.stream()
        .filter(g -> g.valid() > 0)
        .sorted(Comparator.comparingDouble(GroupStats::passRate))
        .limit(count)
        .toList();
  }

  /** How many prompts are in each band. */
  public SortedMap<Band, Integer> bands() {
    SortedMap<Band, Integer> bands = new TreeMap<>();
    groups.forEach(g -> bands.merge(g.band(), 1, Integer::sum));
    return bands;
  }

  /** How often each verdict was given in all. */
  public SortedMap<String, Integer> verdicts() {
    SortedMap<String, Integer> verdicts = new TreeMap<>();
    groups.forEach(g -> g.verdicts().forEach((v, n) -> verdicts.merge(v, n, Integer::sum)));
    return verdicts;
  }

  /**
   * The mean of pass@k over the prompts with at least k judged samples; empty when there is none.
   */
  public OptionalDouble passAt(int k) {
    return groups.stream()
        .map(g -> g.passAt(k))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .average();
  }

  /** The prompts that {@link #passAt} takes the mean of. */
  public long promptsWith(int k) {
    return groups.stream().filter(g -> g.valid() >= k).count();
  }

  /** The prompts whose rewards are all the same. */
  public long zeroVariance() {
    return groups.stream().filter(GroupStats::zeroVariance).count();
  }
}
