package dev.rewardgrader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A grader that is killed with signal 9 loses nothing and leaves nothing running. */
@Timeout(300)
class KillAndResumeTest {
  private static final int ROLLOUTS = 300;

  @TempDir private Path folder;

  @Test
  void aKilledRunIsCompletedByResumeAndLeavesNoProcessBehind() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/bwrap")), "bubblewrap is not installed");
    Path input = folder.resolve("in.jsonl");
    Path output = folder.resolve("out.jsonl");
    writeRollouts(input);

    Process killed = grade(input, output);
    waitForRecords(output, 40, killed);
    List<ProcessHandle> sandboxes = killed.descendants().toList();
    killed.destroyForcibly().waitFor();
    assertThat(sandboxes).as("sandboxes of a run in progress").isNotEmpty();
    for (ProcessHandle sandbox : sandboxes) {
      sandbox.onExit().get(20, TimeUnit.SECONDS);
    }
    List<String> before = wholeLines(output);
    assertThat(before).hasSizeBetween(40, ROLLOUTS - 1);

    Process resumed = grade(input, output, "--resume");
    assertThat(resumed.waitFor()).as(log()).isZero();

    List<String> after = wholeLines(output);
    assertThat(after.subList(0, before.size())).isEqualTo(before);
    assertThat(ids(after))
        .containsExactlyElementsOf(IntStream.range(0, ROLLOUTS).mapToObj(i -> "r" + i).toList());
  }

  @Test
  void aRunThatIsAskedToEndSaysHowToGoOn() throws Exception {
    Path output = folder.resolve("out.jsonl");
    Process run = grade(Path.of("-"), output);
    String rollout =
        "{\"id\":\"a\",\"task\":{\"kind\":\"math\",\"gold\":\"1\"},\"completion\":\"1\"}\n";
    OutputStream input = run.getOutputStream();
    feed(input, rollout);
    waitForRecords(output, 1, run);
    run.toHandle().destroy(); // Process.destroy() would also close its input
    while (run.isAlive() && feed(input, rollout)) {
      run.waitFor(20, TimeUnit.MILLISECONDS);
    }

    assertThat(run.waitFor()).as("128 and SIGTERM").isEqualTo(143);
    assertThat(log()).contains("Ended early").contains("--resume");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "/dev/stdin"})
  void aRunThatWaitsForASilentInputEndsAtOnce(String name) throws Exception {
    Path output = folder.resolve("out.jsonl");
    Process run = grade(Path.of(name), output);
    OutputStream input = run.getOutputStream();
    feed(
        input,
        "{\"id\":\"a\",\"task\":{\"kind\":\"math\",\"gold\":\"1\"},\"completion\":\"1\"}\n{\"id");
    waitForRecords(output, 1, run);
    long asked = System.nanoTime();
    run.toHandle().destroy();

    assertThat(run.waitFor()).as("128 and SIGTERM").isEqualTo(143);
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
    assertThat(log()).contains("Ended early").contains("--resume");
    // The line that had only begun is no line.
    assertThat(ids(wholeLines(output))).containsExactly("a");
  }

  /** False when nobody reads it any longer. */
  private static boolean feed(OutputStream input, String line) {
    try {
      input.write(line.getBytes(StandardCharsets.UTF_8));
      input.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void writeRollouts(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ROLLOUTS; i++) {
      ObjectNode line = Json.MAPPER.createObjectNode();
      line.put("id", "r" + i);
      ObjectNode task = line.putObject("task").put("kind", "code").put("language", "python");
      task.putArray("tests").addObject().put("input", i + "\n").put("output", (i * 2) + "\n");
      line.put("completion", "```python\nprint(int(input()) * 2) # " + i + "\n```");
      lines.add(line.toString());
    }
    Files.write(file, lines);
  }

  private Process grade(Path input, Path output, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("grade", input.toString(), "-o", output.toString()));
    arguments.addAll(List.of("--sandbox", "local", "--jobs", "2"));
    arguments.addAll(List.of(more));
    return GraderProcess.start(folder.resolve("log"), arguments);
  }

  private void waitForRecords(Path output, int count, Process process)
      throws IOException, InterruptedException {
    while (wholeLines(output).size() < count) {
      assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).as(log()).isFalse();
    }
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private static List<String> wholeLines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = Files.readString(file);
    try (Stream<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines()) {
      return lines.toList();
    }
  }

  private static List<String> ids(List<String> lines) throws Exception {
    List<String> ids = new ArrayList<>();
    for (String line : lines) {
      JsonNode record = Json.parse(line);
      assertThat(record.path("verdict").asText()).isEqualTo("ACCEPTED");
      ids.add(record.path("id").asText());
    }
    return ids;
  }
}
