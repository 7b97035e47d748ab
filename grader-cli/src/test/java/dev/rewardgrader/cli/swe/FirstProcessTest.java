package dev.rewardgrader.cli.swe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.container.ContainerLimits;
import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngine;
import dev.rewardgrader.testsuites.swe.SweDataset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What commands in a container can do to the process that runs them, as root: nothing. */
class FirstProcessTest {
  private static SweEngine engine;
  private static String image;

  private SweContainer container;

  @BeforeAll
  static void connect() throws Exception {
    String root = System.getProperty("grader.root", "..");
    JsonNode row = SweDataset.task(Path.of(root, "testsuites/swe-mini/tasks/mini__slug-1"));
    image = row.get("image").textValue();
    engine = MiniEngine.connect(List.of(row));
  }

  @AfterAll
  static void disconnect() {
    if (engine != null) {
      engine.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    container = engine.start(image, ContainerLimits.DEFAULT);
  }

  @AfterEach
  void end() {
    container.close();
  }

  private ExecResult run(String script) throws Exception {
    return container.exec(
        List.of("/bin/bash", "-c", script), new byte[0], "/", Duration.ofMinutes(5), 1 << 16);
  }

  @Test
  void commandsCannotReadOrWriteWhatItHasOpen() throws Exception {
    String script =
        "ls /proc/1/fd; for f in fd/0 fd/1 fd/2 fd/3 mem environ; do"
            + " cat /proc/1/$f || echo x >/proc/1/$f || echo refused; done 2>/dev/null";

    assertThat(run(script).output().lines().filter(line -> line.equals("refused"))).hasSize(6);
  }

  @Test
  void commandsCannotEndOrStopIt() throws Exception {
    run("kill -KILL 1; kill -STOP 1; kill -TERM 1; kill -INT 1; kill -HUP 1; kill -KILL 0");

    assertThat(run("echo alive; exit 7"))
        .returns("alive\n", ExecResult::output)
        .returns(7, ExecResult::exitCode);
  }

  @Test
  void whatACommandLeavesIsEnded() throws Exception {
    run("for i in 1 2 3; do setsid sh -c 'trap \"\" TERM HUP; sleep 1000' >/dev/null 2>&1 & done");

    container.clear();

    assertThat(run("cat /proc/[0-9]*/cmdline | tr '\\0' ' '").output())
        .doesNotContain("sleep 1000");
  }

  @Test
  void whatIsNotClearedLivesOnAsServicesDo() throws Exception {
    run("setsid sleep 1000 >/dev/null 2>&1 &");

    String seen = "cat /proc/[0-9]*/cmdline | tr '\\0' ' '";
    assertThat(run(seen).output()).contains("sleep 1000");
    container.clear();
    assertThat(run(seen).output()).contains("sleep 1000");
  }

  @Test
  void outputWithoutANewlineAtItsEndIsWhole() throws Exception {
    assertThat(run("printf 'a\\nb'; printf c >&2").output()).isEqualTo("a\nbc");
    assertThat(run("cat").output()).isEmpty();
  }

  @Test
  void inputIsReadByTheCommandAlone() throws Exception {
    String script = "head -c 4 >/tmp/four; exec </dev/null; cat /tmp/four";
    byte[] four = {'a', '\n', 0, 'b'};
    ExecResult result =
        container.exec(List.of("/bin/bash", "-c", script), four, "/", Duration.ofMinutes(5), 100);

    assertThat(result.output()).isEqualTo("a\n\0b");
    assertThat(run("echo next").output()).isEqualTo("next\n");
  }

  @Test
  void inputOfACommandThatHasNoFolderIsReadByNoOther() throws Exception {
    byte[] four = {'a', '\n', 0, 'b'};
    ExecResult result =
        container.exec(List.of("cat"), four, "/nowhere", Duration.ofMinutes(5), 1 << 16);

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.output()).contains("/nowhere");
    assertThat(run("echo next").output()).isEqualTo("next\n");
  }

  @Test
  void thereIsNoNetworkButAName() throws Exception {
    assertThat(run("cat /proc/net/route | wc -l; getent ahosts localhost | head -n 1").output())
        .startsWith("1\n127.0.0.1");
  }
}
