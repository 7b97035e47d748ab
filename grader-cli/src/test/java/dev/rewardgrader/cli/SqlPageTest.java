package dev.rewardgrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/sql.md do what the page says. */
class SqlPageTest {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir private Path folder;

  @Test
  void theExamplesDoWhatThePageSays() throws Exception {
    String page = Files.readString(Cli.root().resolve("docs/sql.md"));
    String section = page.substring(page.indexOf("## Try it"), page.indexOf("## Verdicts"));
    Path database = folder.resolve("pets.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE pets (name TEXT, age INTEGER)");
      statement.execute("INSERT INTO pets VALUES ('Ada', 1), ('Bo', 3), ('Cy', 5)");
    }
    ObjectMapper json = new ObjectMapper();
    List<String> rollouts =
        lines(section, "(?m)^\\{.*$").stream()
            .map(line -> line.replace("\"pets.sqlite\"", "\"" + database + "\""))
            .toList();
    Files.write(folder.resolve("rollouts.jsonl"), rollouts);
    Files.writeString(
        folder.resolve("tasks.jsonl"), json.readTree(rollouts.getFirst()).get("task") + "\n");

    List<Cli> runs = new ArrayList<>();
    for (String command : lines(section, "(?m)^\\$ grader .*$")) {
      runs.add(Cli.run(words(command.substring("$ grader ".length()))));
      assertThat(runs.getLast().exitCode()).as(command + runs.getLast().err()).isZero();
    }

    assertThat(runs).hasSize(4);
    assertThat(runs.getFirst().out()).contains("gold: 2 × 1", "candidate: 3 × 1", "PARTIAL");
    Map<String, JsonNode> rewards = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("rewards.jsonl"))) {
      JsonNode reward = json.readTree(line);
      rewards.put(reward.get("id").asText(), reward);
    }
    assertThat(rewards.get("r1").get("reward").asDouble()).isEqualTo(1);
    assertThat(rewards.get("r3").get("reward").asDouble()).isEqualTo(10);
    assertThat(rewards.get("r2").get("verdict").asText()).isEqualTo("RUNTIME_ERROR");
    assertThat(rewards.get("r2").findValue("error_at").get("column").asInt()).isEqualTo(8);
    assertThat(json.readTree(runs.get(2).out()).get("winner").asText()).isEqualTo("r1");
  }

  private static List<String> lines(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    List<String> lines = new ArrayList<>();
    while (matcher.find()) {
      lines.add(matcher.group());
    }
    return lines;
  }

  /** The command's words; files are those of the test's folder. */
  private String[] words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      boolean file = word.matches("\\w+\\.(jsonl|sqlite)");
      words.add(file ? folder.resolve(word).toString() : word);
    }
    return words.toArray(String[]::new);
  }
}
