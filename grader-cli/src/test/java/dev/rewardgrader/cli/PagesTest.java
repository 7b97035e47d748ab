package dev.rewardgrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.reward.RewardPolicy;
import dev.rewardgrader.rollout.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the pages say can be typed: commands, options, tasks and policies. */
class PagesTest {
  /** A command in a block or between backquotes, up to the end of either. */
  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:^|[`$] ?|scripts/|^ +)grader ([a-z][a-z -]*)((?:[^`\n]|\\\\\n)*)");

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(--[a-z][a-z-]*)");
  private static final Pattern TASK =
      Pattern.compile("(?m)^\\{\"kind\": ?(?:.|\n(?!\\{|```))*?\\}$");

  private final Map<String, String> pages = new TreeMap<>();

  @BeforeEach
  void readPages() throws IOException {
    List<Path> files = new ArrayList<>(List.of(Cli.root().resolve("README.md")));
    try (Stream<Path> docs = Files.list(Cli.root().resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).forEach(files::add);
    }
    for (Path file : files) {
      pages.put(file.getFileName().toString(), Files.readString(file));
    }
  }

  @Test
  void everyCommandAndOptionIsOneThatTheGraderHas() {
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Matcher commands = COMMAND.matcher(page.getValue());
      while (commands.find()) {
        CommandLine command = called(commands.group(1));
        if (command == null) {
          continue; // a sentence about the grader, not a command
        }
        count++;
        String rest = (commands.group(1) + commands.group(2)).replaceAll("[ \n]#.*", "");
        OPTION
            .matcher(rest)
            .results()
            .map(option -> option.group(1))
            .filter(option -> command.getCommandSpec().findOption(option) == null)
            .forEach(option -> wrong.add(page.getKey() + ": " + rest.strip() + ": " + option));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(count).isGreaterThan(30);
  }

  /** The innermost command that the words name, or null. */
  private static CommandLine called(String words) {
    CommandLine command = Main.commandLine();
    CommandLine found = null;
    for (String word : words.split(" ")) {
      command = command.getSubcommands().get(word);
      if (command == null) {
        break;
      }
      found = command;
    }
    return found;
  }

  @Test
  void everyTaskThatIsShownIsOne() {
    TaskReader reader = new TaskReader(Path.of("").toAbsolutePath());
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Matcher tasks = TASK.matcher(page.getValue());
      while (tasks.find()) {
        String text = tasks.group();
        try {
          JsonNode task = Json.parse(shown(text));
          count++;
          reader.read(task, "$");
        } catch (InputException e) {
          wrong.add(page.getKey() + ": " + text + ": " + e.getMessage());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(count).isGreaterThan(10);
  }

  /** Alternatives and what is left out, as a page shows them, made one JSON text. */
  private static String shown(String text) {
    return text.replaceAll(" or \\[[^]]*]", "").replaceAll("\\{…[^}]*}", "{}");
  }

  @Test
  void everyPolicyThatIsShownCanBeRead() throws InputException {
    Matcher policies =
        Pattern.compile(
                "`(?:--policy )?((?:[0-9.]+\\*)?(?:rescale|gate|clip|fraction|binary)[^`]*)`")
            .matcher(pages.get("README.md") + pages.get("formats.md"));
    int count = 0;
    while (policies.find()) {
      if (!policies.group(1).matches(".*\\((?:x|threshold),.*")) {
        assertThat(RewardPolicy.parse(policies.group(1))).isNotNull();
        count++;
      }
    }
    assertThat(count).isGreaterThan(5);
  }
}
