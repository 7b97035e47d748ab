package dev.rewardgrader.cli;

import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.engine.RolloutSource;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.RolloutLine;
import dev.rewardgrader.rollout.RolloutReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "validate",
    description = "Check a file of rollouts without grading: each bad line with its place.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every line is a rollout", "2:bad usage, or some lines are none"},
    sortOptions = false)
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private InputOptions input;

  @Option(
      names = "--max-errors",
      paramLabel = "N",
      description = "Show at most N bad lines (default: ${DEFAULT-VALUE}); all are counted.")
  private long maxErrors = 100;

  @Override
  public Integer call() throws IOException, InputException {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Long> good = new TreeMap<>();
    Set<String> ids = new HashSet<>();
    long repeated = 0;
    String example = null;
    long bad = 0;
    try (RolloutReader reader = input.open()) {
      RolloutSource source = input.limited(reader);
      for (RolloutLine line = source.next(); line != null; line = source.next()) {
        switch (line) {
          case RolloutLine.Good fine -> {
            good.merge(fine.rollout().task().kind().word(), 1L, Long::sum);
            String id = fine.rollout().id();
            if (!ids.add(id) && repeated++ == 0) {
              example = "'%s' at %s:%d".formatted(id, fine.file(), fine.line());
            }
          }
          case RolloutLine.Bad wrong -> {
            if (++bad <= maxErrors) {
              out.println(wrong.message());
            }
          }
        }
      }
    }
    if (bad > maxErrors) {
      out.println("… and " + (bad - maxErrors) + " more bad lines");
    }
    if (repeated > 0) {
      out.println(
          "%d rollouts have the id of one before them, the first of them %s;"
                  .formatted(repeated, example)
              + " 'explain' and 'vote' find records by it");
    }
    out.println(
        "%d rollouts are fine (%s), %d lines are not"
            .formatted(good.values().stream().mapToLong(Long::longValue).sum(), counts(good), bad));
    return bad == 0 ? ExitCode.OK : ExitCode.BAD_INPUT;
  }

  private static String counts(Map<String, Long> good) {
    return good.isEmpty()
        ? "none"
        : String.join(
            ", ", good.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList());
  }
}
