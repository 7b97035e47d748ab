package dev.rewardgrader.cli;

import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.stats.GroupStats;
import dev.rewardgrader.reward.stats.RewardStats;
import dev.rewardgrader.reward.stats.StatsJson;
import dev.rewardgrader.rollout.LineSource;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "stats",
    description = "Pass rates, pass@k and difficulty of the prompts in a rewards file.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:bad usage or input"},
    sortOptions = false)
final class StatsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "REWARDS", description = "Reward records, or - for standard input.")
  private String rewards;

  @Option(
      names = "--k",
      paramLabel = "K",
      split = ",",
      description = "The k of pass@k (default: ${DEFAULT-VALUE}).",
      defaultValue = "1,8")
  private List<Integer> ks;

  @Option(
      names = "--hard",
      paramLabel = "N",
      description = "The N prompts of the lowest pass rate, for the next training phase.")
  private Integer hard;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where --hard writes its prompts, one JSON object a line.")
  private Path output;

  @Option(names = "--json", description = "Print everything as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InputException {
    if ((hard == null) != (output == null)) {
      throw new ParameterException(spec.commandLine(), "--hard and -o go together");
    }
    if (ks.stream().anyMatch(k -> k < 1) || (hard != null && hard < 1)) {
      throw new ParameterException(spec.commandLine(), "--k and --hard must be positive");
    }
    if (output != null) {
      OutputFiles.check(output, List.of(rewards));
    }
    RewardStats stats;
    try (LineSource lines = LineSource.open(rewards)) {
      stats = RewardStats.read(lines);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatsJson.of(stats, ks));
    } else {
      print(stats, out);
    }
    if (hard != null) {
      write(stats.hardest(hard));
    }
    out.flush();
    return ExitCode.OK;
  }

  private void print(RewardStats stats, PrintWriter out) {
    int samples = stats.groups().stream().mapToInt(GroupStats::samples).sum();
    int faults = stats.groups().stream().mapToInt(GroupStats::faults).sum();
    out.println(
        "%d prompts, %d samples, %d faults".formatted(stats.groups().size(), samples, faults));
    for (int k : ks) {
      OptionalDouble value = stats.passAt(k);
      out.println(
          value.isPresent()
              ? "pass@%-4d %s over %d prompts"
                  .formatted(k, percent(value.getAsDouble()), stats.promptsWith(k))
              : "pass@%-4d no prompt has %d judged samples".formatted(k, k));
    }
    out.println("zero variance: " + stats.zeroVariance() + " prompts");
    out.println("difficulty:    " + joined(stats.bands(), band -> band.word()));
    stats
        .batchRates()
        .ifPresent(
            rates ->
                out.println(
                    "swe attempts:  %d; completion %s, modification %s, resolution %s"
                        .formatted(
                            rates.attempts(),
                            percent(rates.completion()).strip(),
                            percent(rates.modification()).strip(),
                            percent(rates.resolution()).strip())));
    out.println("verdicts:      " + joined(stats.verdicts(), verdict -> verdict));
  }

  private static <K> String joined(Map<K, Integer> counts, Function<K, String> word) {
    List<String> parts = new ArrayList<>();
    counts.forEach((key, count) -> parts.add(count + " " + word.apply(key)));
    return String.join(", ", parts);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%5.1f %%", 100 * share);
  }

  private void write(List<GroupStats> groups) throws IOException, InputException {
    try (BufferedWriter writer = OutputFiles.write(output, List.of(rewards))) {
      for (GroupStats group : groups) {
        writer.write(StatsJson.of(group, ks).toString());
        writer.newLine();
      }
    }
  }
}
