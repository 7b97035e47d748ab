package dev.rewardgrader.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.json.Suggest;
import dev.rewardgrader.rollout.LineSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    description = "Tell in plain words what one reward record says.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the record was told", "2:bad usage or input, or no such record"})
final class ExplainCommand implements Callable<Integer> {
  private static final int SHOWN_TESTS = 20;
  private static final int REMEMBERED_IDS = 100_000;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "REWARDS",
      description = "A file of reward records; - for standard input.")
  private String rewards;

  @Parameters(paramLabel = "ID", description = "The record's id.")
  private String id;

  @Override
  public Integer call() throws IOException, InputException {
    List<String> ids = new ArrayList<>();
    try (LineSource lines = LineSource.open(rewards)) {
      for (String text = lines.next(); text != null; text = lines.next()) {
        JsonNode record = parse(text, lines);
        String found = record.path("id").asText();
        if (found.equals(id)) {
          explain(record, spec.commandLine().getOut());
          return ExitCode.OK;
        }
        if (ids.size() < REMEMBERED_IDS) {
          ids.add(found);
        }
      }
    }
    throw new InputException(rewards, "no record '" + id + "'" + Suggest.hint(id, ids));
  }

  private static JsonNode parse(String text, LineSource lines) throws InputException {
    try {
      return Json.parse(text);
    } catch (InputException e) {
      throw new InputException(lines.name() + ":" + lines.line(), e.problem());
    }
  }

  private void explain(JsonNode record, PrintWriter out) {
    boolean graded = record.path("status").asText().equals("graded");
    String verdict = graded ? record.path("verdict").asText() : "NOT GRADED";
    String colour = verdict.equals("ACCEPTED") ? "green" : graded ? "yellow" : "red";
    out.println(
        ansi(
            "@|bold "
                + Markup.plain(record.path("id").asText())
                + "|@  "
                + "@|bold,"
                + colour
                + " "
                + verdict
                + "|@"));
    line(out, "kind", text(record, "kind"));
    line(out, "group", text(record, "group"));
    line(
        out,
        "reward",
        record.path("reward").isNull()
            ? "none: " + (graded ? "the policy gives none for this verdict" : "this was not graded")
            : record.path("reward").asText() + " by policy " + text(record, "policy"));
    line(out, "components", pairs(record.path("components")));
    line(out, "scores", pairs(record.path("scores")));
    JsonNode reason = record.path("reason");
    if (reason.isObject()) {
      line(out, "reason", text(reason, "message") + " (" + text(reason, "code") + ")");
    }
    if (!record.path("flags").isEmpty()) {
      line(out, "flags", String.join(", ", texts(record.path("flags"))));
    }
    tests(record.path("tests"), out);
    line(out, "details", pairs(record.path("details")));
    line(out, "timing", pairs(record.path("timing")));
    JsonNode sandbox = record.path("sandbox");
    if (sandbox.isObject()) {
      line(out, "sandbox", pairs(sandbox));
    }
    if (record.path("cached").asBoolean()) {
      line(out, "cached", "the grade of an equal rollout was taken");
    }
    JsonNode candidate = record.path("candidate");
    if (candidate.isObject()) {
      line(out, "candidate", "found by rule " + text(candidate, "rule"));
      text(candidate, "text").lines().forEach(l -> out.println("  | " + l));
    } else if (graded) {
      line(out, "candidate", "none: the completion holds nothing to judge");
    }
    out.flush();
  }

  private void tests(JsonNode tests, PrintWriter out) {
    if (!tests.isObject()) {
      return;
    }
    int ran = tests.path("results").size();
    int total = tests.path("total").asInt();
    line(
        out,
        "tests",
        "%d of %d passed%s"
            .formatted(
                tests.path("passed").asInt(),
                total,
                ran < total ? ", " + (total - ran) + " not run after the first failure" : ""));
    int shown = 0;
    for (JsonNode test : tests.path("results")) {
      if (shown++ == SHOWN_TESTS) {
        out.println("    … " + (ran - SHOWN_TESTS) + " more");
        return;
      }
      boolean passed = test.path("verdict").asText().equals("ACCEPTED");
      StringBuilder row = new StringBuilder("    ");
      row.append(passed ? "✓ " : "✗ ").append(text(test, "id"));
      row.append("  ").append(text(test, "verdict"));
      if (test.has("cpu_ms")) {
        row.append("  ").append(test.path("cpu_ms").asText()).append(" ms CPU");
      }
      if (test.has("memory_kb")) {
        row.append("  ").append(test.path("memory_kb").asLong() / 1024).append(" MB");
      }
      if (test.has("message")) {
        row.append("  ").append(text(test, "message"));
      }
      out.println(row);
    }
  }

  private static void line(PrintWriter out, String name, String text) {
    if (text != null && !text.isEmpty()) {
      out.printf("  %-11s %s%n", name, text);
    }
  }

  private static String pairs(JsonNode object) {
    List<String> pairs = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!entry.getValue().isNull()) {
        JsonNode value = entry.getValue();
        pairs.add(entry.getKey() + " " + (value.isValueNode() ? value.asText() : value.toString()));
      }
    }
    return String.join(", ", pairs);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static String text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  private String ansi(String markup) {
    return spec.commandLine().getColorScheme().ansi().string(markup);
  }
}
