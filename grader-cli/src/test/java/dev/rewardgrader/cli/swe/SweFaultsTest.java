package dev.rewardgrader.cli.swe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.swe.SweGrader;
import dev.rewardgrader.grade.swe.SweSettings;
import dev.rewardgrader.grade.swe.container.ContainerLimits;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngine;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SweTask;
import dev.rewardgrader.sandboxes.docker.Owner;
import dev.rewardgrader.sandboxes.docker.swe.DockerSweEngine;
import dev.rewardgrader.testsuites.swe.SweAudit;
import dev.rewardgrader.testsuites.swe.SweDataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong gets a clear word: a verdict where the patch is at fault, none where we are. */
class SweFaultsTest {
  private static final Path TASK =
      Path.of(System.getProperty("grader.root", ".."), "testsuites/swe-mini/tasks/mini__slug-1");

  private static SweEngine engine;
  private static JsonNode row;

  @BeforeAll
  static void connect() throws Exception {
    row = SweDataset.task(TASK);
    engine = MiniEngine.connect(List.of(row));
  }

  @AfterAll
  static void disconnect() {
    if (engine != null) {
      engine.close();
    }
  }

  private static Grade grade(JsonNode instance, String patch, String image) throws Exception {
    return new SweGrader(engine, SweSettings.defaults().withTimeout(Duration.ofMinutes(5)))
        .grade(
            new SweTask("t", null, instance, image, null),
            new Completion(patch),
            GradingOptions.DEFAULT);
  }

  private static String patch(String name) throws IOException {
    return Files.readString(TASK.resolve("patches/" + name + ".patch"));
  }

  @Test
  void malformedPatchDoesNotApply() throws Exception {
    String patch = patch("gold").replace("@@ -5,8", "@@ -5,nonsense");

    assertThat(grade(row, patch, null).verdict()).isEqualTo(Verdict.COMPILE_ERROR);
  }

  @Test
  void binaryPatchIsApplied() throws Exception {
    // One byte, 0x00, as git itself writes it.
    String binary =
        """
        diff --git a/blob.bin b/blob.bin
        new file mode 100644
        index 0000000000000000000000000000000000000000..f76dd238ade08917e6712764a16a22005a50573d
        GIT binary patch
        literal 1
        IcmZPo000310RR91

        literal 0
        HcmV?d00001

        """;

    assertThat(grade(row, binary + patch("gold"), null).verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void hugePatchIsRefusedWithoutAContainer() throws Exception {
    String huge = "diff --git a/x b/x\n" + "+".repeat(100 << 20);

    Grade grade = grade(row, huge, "localhost:1/no/such:image");

    assertThat(grade.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade.reason().code()).isEqualTo("patch-too-large");
  }

  @Test
  void testListOfAWrongShapeIsTheTasksFault() {
    ObjectNode broken = row.deepCopy();
    broken.put("FAIL_TO_PASS", 7);

    assertThatThrownBy(() -> grade(broken, patch("gold"), null))
        .isInstanceOf(GraderFault.class)
        .hasMessageContaining("$.FAIL_TO_PASS");
  }

  /** A candidate can print that, so that evaluations take it for nothing: an audit tells it. */
  @Test
  void anImageWithoutTheRunnerIsFoundByAnAudit() throws Exception {
    SweSettings settings = SweSettings.defaults().withTimeout(Duration.ofMinutes(5));
    for (String command : List.of("python3 -m nose", "nosetests")) {
      ObjectNode broken = row.deepCopy();
      broken.put(
          "eval_script", row.path("eval_script").textValue().replace("python3 -m pytest", command));
      broken.put("patch", patch("gold"));

      assertThat(new SweAudit(engine, settings, false).audit(broken).fault())
          .contains("which the test command runs");
      Grade grade = grade(broken, patch("gold"), null);
      assertThat(grade.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
      assertThat(grade.flags()).containsExactly("suspect:no-runner");
    }
  }

  @Test
  void aCandidateThatSaysThatTheRunnerIsMissingIsToldFromThat() throws Exception {
    String says = "import os\nos.write(1, b'python3: No module named pytest\\n')\nos._exit(1)\n";
    String patch =
        "diff --git a/slug/__init__.py b/slug/__init__.py\n--- a/slug/__init__.py\n"
            + "+++ b/slug/__init__.py\n@@ -1,1 +1,4 @@\n \"\"\"Names for addresses.\"\"\"\n"
            + says.indent(0).replaceAll("(?m)^", "+").replaceAll("\\+$", "");

    Grade grade = grade(row, patch, null);

    assertThat(grade.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
  }

  @Test
  void containerKilledFromOutsideIsAFaultOfOursThatMayPass() throws Exception {
    // A name of its own, so that only this test's container can be found by it.
    String image = "grader/mini-fault:" + UUID.randomUUID();
    docker("tag", row.get("image").textValue(), image);
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<Grade> grade = pool.submit(() -> grade(row, patch("hangs"), image));
      String id = "";
      while (id.isEmpty() && !grade.isDone()) {
        id = docker("ps", "-q", "--filter", "label=dev.rewardgrader.swe=" + image).strip();
        Thread.sleep(Duration.ofMillis(100));
      }
      docker("kill", id);

      assertThatThrownBy(grade::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              GraderFault.class, fault -> assertThat(fault.isTransient()).isTrue());
    } finally {
      docker("rmi", image);
    }
  }

  @Test
  void containerOfAKilledGraderIsRemovedAtTheNextStart() throws Exception {
    Map<String, String> labels = new HashMap<>(Owner.self().labels());
    labels.computeIfPresent("dev.rewardgrader.sandbox.start", (key, start) -> start + "0");
    String living = container(Owner.self().labels());
    String left = container(labels);
    try {
      DockerSweEngine.connect().close();

      assertThat(docker("ps", "-aq", "--no-trunc").lines()).contains(living).doesNotContain(left);
    } finally {
      docker("rm", "-f", living, left);
    }
  }

  @Test
  void containerMayBeClosedAfterItsEngine() throws Exception {
    String image = "grader/mini-fault:" + UUID.randomUUID();
    docker("tag", row.get("image").textValue(), image);
    try {
      DockerSweEngine own = DockerSweEngine.connect();
      SweContainer container = own.start(image, ContainerLimits.DEFAULT);
      own.close();

      assertThatCode(container::close).doesNotThrowAnyException();
    } finally {
      String left = docker("ps", "-aq", "--filter", "label=dev.rewardgrader.swe=" + image);
      docker("rm", "-f", left.strip());
      docker("rmi", image);
    }
  }

  /** Nobody would ever write to it. */
  @Test
  @Timeout(60)
  void aPipeInThePlaceOfAVerifiersRewardIsNone() throws Exception {
    String script = "mkfifo /logs/verifier/reward.json /logs/verifier/reward.txt\n";
    ObjectNode task = Json.MAPPER.createObjectNode().put("instance_id", "pipe");
    task.put("image", row.get("image").textValue()).put("workdir", "/testbed");
    task.putObject("verifier").putObject("files").put("test.sh", script.getBytes(UTF_8));

    assertThat(grade(task, patch("gold"), null).reason().code()).isEqualTo("no-reward");
  }

  private static String container(Map<String, String> labels) throws Exception {
    List<String> command = new ArrayList<>(List.of("run", "-d", "--network", "none"));
    labels.forEach((name, value) -> command.addAll(List.of("--label", name + "=" + value)));
    command.addAll(List.of(row.get("image").textValue(), "sleep", "600"));
    return docker(command.toArray(String[]::new)).strip();
  }

  private static String docker(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(false).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
