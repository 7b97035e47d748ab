package dev.rewardgrader.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.grade.sql.result.Counted;
import dev.rewardgrader.grade.sql.vote.Ballot;
import dev.rewardgrader.grade.sql.vote.VoteRule;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.LineSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "vote",
    description = "Pick one SQL candidate of each group by majority of results.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:bad usage or input"},
    sortOptions = false)
final class VoteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "REWARDS",
      description = "Reward records of SQL rollouts, or - for standard input.")
  private String rewards;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "sound")
  private VoteRule rule;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the winners go, one JSON object a line (default: standard output).")
  private Path output;

  private final Map<String, List<Ballot>> groups = new LinkedHashMap<>();
  private final Map<String, Double> reward = new HashMap<>();

  @Override
  public Integer call() throws IOException, InputException {
    if (output != null) {
      OutputFiles.check(output, List.of(rewards));
    }
    read();
    PrintWriter report = output == null ? spec.commandLine().getErr() : spec.commandLine().getOut();
    int decided = 0;
    int rewarded = 0;
    double won = 0;
    try (Writer file = output == null ? null : OutputFiles.write(output, List.of(rewards))) {
      for (Map.Entry<String, List<Ballot>> group : groups.entrySet()) {
        List<VoteRule.Group> results = rule.count(group.getValue());
        ObjectNode line = describe(group.getKey(), group.getValue().size(), results);
        if (file == null) {
          spec.commandLine().getOut().println(line);
        } else {
          file.write(line + "\n");
        }
        decided += results.isEmpty() ? 0 : 1;
        // A group whose candidates could not be graded has no part in either mean.
        boolean graded =
            group.getValue().stream().anyMatch(ballot -> reward.containsKey(ballot.id()));
        rewarded += graded ? 1 : 0;
        won += results.isEmpty() ? 0 : reward.getOrDefault(results.getFirst().first().id(), 0.0);
      }
    }
    double mean = reward.values().stream().mapToDouble(value -> value).average().orElse(0);
    report.println(
        String.format(
            Locale.ROOT,
            "%s, %d with a winner; mean reward of the winners %.4f, of all candidates %.4f",
            Counted.of(groups.size(), "group"),
            decided,
            rewarded == 0 ? 0 : won / rewarded,
            mean));
    report.flush();
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private void read() throws IOException, InputException {
    try (LineSource lines = LineSource.open(rewards)) {
      for (String text = lines.next(); text != null; text = lines.next()) {
        JsonNode record = parse(text, lines);
        String id = record.path("id").asText();
        String group = record.path("group").asText(id);
        groups
            .computeIfAbsent(group, _ -> new ArrayList<>())
            .add(ballot(id, record.at("/details/sql")));
        if (record.path("reward").isNumber()) {
          reward.put(id, record.get("reward").asDouble());
        }
      }
    }
  }

  private static JsonNode parse(String text, LineSource lines) throws InputException {
    try {
      JsonNode record = Json.parse(text);
      boolean named = record.path("id").isValueNode() && record.hasNonNull("id");
      boolean grouped = !record.path("group").isContainerNode();
      if (record.path("kind").asText("sql").equals("sql") && named && grouped) {
        return record;
      }
    } catch (InputException e) {
      throw new InputException(lines.name() + ":" + lines.line(), e.problem());
    }
    throw new InputException(
        lines.name() + ":" + lines.line(), "expected the reward record of an SQL rollout");
  }

  private static Ballot ballot(String id, JsonNode sql) {
    return sql.path("executed").asBoolean()
        ? new Ballot(
            id,
            true,
            sql.path("rows").asLong(),
            sql.path("result_bag").asText(),
            sql.path("result_set").asText(),
            sql.path("result_printed").asText(sql.path("result_named").asText()))
        : Ballot.failed(id);
  }

  private ObjectNode describe(String group, int candidates, List<VoteRule.Group> results) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("group", group).put("rule", rule.word());
    line.put("winner", results.isEmpty() ? null : results.getFirst().first().id());
    line.put("votes", results.isEmpty() ? 0 : results.getFirst().ballots().size());
    line.put("candidates", candidates);
    line.put("executed", results.stream().mapToInt(result -> result.ballots().size()).sum());
    ArrayNode all = line.putArray("results");
    for (VoteRule.Group result : results) {
      ArrayNode ids = all.addArray();
      result.ballots().forEach(ballot -> ids.add(ballot.id()));
    }
    return line;
  }
}
