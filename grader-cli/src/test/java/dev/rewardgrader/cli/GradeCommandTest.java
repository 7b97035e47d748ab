package dev.rewardgrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on mathematics, which needs no sandbox; programs are tried in ExamplesTest. */
class GradeCommandTest {
  private static final String RIGHT =
      "{\"id\":\"a\",\"group\":\"g\",\"task\":{\"kind\":\"math\",\"gold\":\"2\"},\"completion\":\"\\\\boxed{2}\"}";
  private static final String WRONG =
      RIGHT.replace("boxed{2}", "boxed{3}").replace("\"a\"", "\"b\"");

  @TempDir private Path folder;

  @Test
  void gradesEveryLineAndExitsWithZero() throws Exception {
    Cli run = grade(RIGHT + "\n" + WRONG + "\n");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(records()).extracting(r -> r.path("reward").asDouble()).containsExactly(1.0, 0.0);
    assertThat(run.out()).contains("ACCEPTED").contains("WRONG_ANSWER").contains("0.500");
  }

  @Test
  void exitsWithThreeWhereARecordIsAFault() throws Exception {
    Cli run = grade(RIGHT + "\nnot json\n");

    assertThat(run.exitCode()).isEqualTo(3);
    JsonNode fault = records().get(1);
    assertThat(fault.path("status").asText()).isEqualTo("error");
    assertThat(fault.path("reward").isNull()).isTrue();
    assertThat(fault.path("reason").path("message").asText())
        .startsWith(folder.resolve("in.jsonl") + ":2: $: not JSON");
  }

  @Test
  void stopsAtABadLineWhereThatIsAskedFor() throws Exception {
    Cli run = grade("not json\n" + RIGHT + "\n", "--on-bad-line", "fail");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("in.jsonl:1: $: not JSON");
  }

  @Test
  void leavesBadLinesOutWhereThatIsAskedFor() throws Exception {
    Cli run = grade("not json\n" + RIGHT + "\n", "--on-bad-line", "skip");

    assertThat(run.exitCode()).isZero();
    assertThat(records()).hasSize(1);
    assertThat(run.out()).contains("1 bad lines left out");
  }

  @Test
  void doesNotReplaceAnOutputUnasked() throws Exception {
    grade(RIGHT + "\n");

    Cli again = grade(WRONG + "\n");

    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("--resume").contains("--overwrite");
    assertThat(records().getFirst().path("id").asText()).isEqualTo("a");
  }

  @Test
  void resumesWithoutTouchingWhatIsThere() throws Exception {
    grade(RIGHT + "\n");
    String before = Files.readString(folder.resolve("out.jsonl"));
    Files.writeString(folder.resolve("out.jsonl"), before + "{\"torn");

    Cli resumed = grade(RIGHT + "\n" + WRONG + "\n", "--resume");

    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.out()).contains("1 records are there already");
    assertThat(Files.readString(folder.resolve("out.jsonl"))).startsWith(before);
    assertThat(records()).extracting(r -> r.path("id").asText()).containsExactly("a", "b");
  }

  @Test
  void takesThePolicyFromTheCommandLine() throws Exception {
    grade(RIGHT + "\n" + WRONG + "\n", "--policy", "rescale(binary, -1, 1)");

    assertThat(records()).extracting(r -> r.path("reward").asDouble()).containsExactly(1.0, -1.0);
    assertThat(records().getFirst().path("policy").asText()).isEqualTo("rescale(binary, -1, 1)");
  }

  @Test
  void refusesAPolicyThatIsNoneBeforeAnythingIsWritten() throws Exception {
    Cli run = grade(RIGHT + "\n", "--policy", "binray(");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("policy");
    assertThat(folder.resolve("out.jsonl")).doesNotExist();
  }

  @Test
  void readsOnlyTheFirstLines() throws Exception {
    grade(RIGHT + "\n" + WRONG + "\n", "--limit", "1");

    assertThat(records()).hasSize(1);
  }

  @Test
  void mapsForeignFields() throws Exception {
    Cli run =
        grade(
            "{\"uid\":1,\"output\":\"\\\\boxed{2}\",\"answer\":\"2\"}\n",
            "--map", "id=uid,completion=output,task.gold=answer", "--set", "task.kind=math");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(records().getFirst().path("verdict").asText()).isEqualTo("ACCEPTED");
  }

  @Test
  void tellsAMissingFileByItsName() {
    Cli run = Cli.run("grade", "nowhere.jsonl", "-o", folder.resolve("out.jsonl").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("nowhere.jsonl: no such file");
  }

  @Test
  void doesNotWriteOverWhatItReads() throws Exception {
    Path input = folder.resolve("in.jsonl");
    Files.writeString(input, RIGHT + "\n");

    Cli run = Cli.run("grade", input.toString(), "-o", input.toString(), "--overwrite");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(input + " is the input");
    assertThat(input).hasContent(RIGHT);
  }

  @Test
  void takesNoFolderForAnOutputAndLeavesNothingBesideIt() throws Exception {
    Path input = folder.resolve("in.jsonl");
    Files.writeString(input, RIGHT + "\n");
    Path output = Files.createDirectory(folder.resolve("out"));

    Cli run = Cli.run("grade", input.toString(), "-o", output.toString(), "--resume");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(output + ": is a folder");
    assertThat(folder).isDirectoryNotContaining("glob:**.mended");
  }

  @Test
  void writesToADeviceUnasked() throws Exception {
    Path input = folder.resolve("in.jsonl");
    Files.writeString(input, RIGHT + "\n");

    assertThat(Cli.run("grade", input.toString(), "-o", "/dev/null").exitCode()).isZero();
  }

  @Test
  void namesAnOutputThatIsFull() throws Exception {
    Path input = folder.resolve("in.jsonl");
    Files.writeString(input, RIGHT + "\n");

    Cli run = Cli.run("grade", input.toString(), "-o", "/dev/full");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("/dev/full: ");
  }

  @Test
  void aResumedRunStillTellsOfEarlierFaults() throws Exception {
    grade(RIGHT + "\nnot json\n");

    Cli again = grade(RIGHT + "\nnot json\n", "--resume");

    assertThat(again.exitCode()).isEqualTo(3);
    assertThat(again.out()).contains("2 records are there already, 1 of them faults");
  }

  @Test
  void gradesFaultsAgainWhereThatIsAskedFor() throws Exception {
    grade("not json\n" + WRONG + "\n");

    Cli again = grade(RIGHT + "\n" + WRONG + "\n", "--resume", "--retry-faults");

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(records()).extracting(r -> r.path("id").asText()).containsExactly("b", "a");
  }

  @Test
  void saysTheSameFaultOnce() throws Exception {
    Cli run = grade(RIGHT + "\n" + WRONG + "\n", "--policy", "f2p");

    assertThat(run.out()).containsOnlyOnce("no score 'f2p'").contains("a, b (2): ");
  }

  @Test
  void aPolicyThatNoGradeCanHaveIsRefusedBeforeAnythingIsGraded() throws Exception {
    Cli run = grade(RIGHT + "\n", "--policy", "0.9*fractoin + 0.1*format");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'fractoin', did you mean 'fraction'?");
    assertThat(folder.resolve("out.jsonl")).doesNotExist();
  }

  @Test
  void validateTellsOfIdsThatStandTwice() throws Exception {
    Path input = folder.resolve("in.jsonl");
    Files.writeString(input, RIGHT + "\n" + WRONG + "\n" + RIGHT + "\n");

    Cli run = Cli.run("validate", input.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("1 rollouts have the id of one before them")
        .contains("'a' at " + input + ":3");
  }

  @Test
  void saysWhereACompressedInputBreaksOff() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write((RIGHT + "\n").getBytes(StandardCharsets.UTF_8));
    }
    Path input = folder.resolve("in.jsonl.gz");
    Files.write(input, Arrays.copyOf(packed.toByteArray(), packed.size() - 12));

    Cli run = Cli.run("validate", input.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(input + ": cannot be read beyond line ");
  }

  @Test
  void tellsAFolderByItsName() {
    Cli run = Cli.run("validate", folder.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(folder + ": is a folder");
  }

  @Test
  void saysThatThereWasNothingToGrade() throws Exception {
    Cli run = grade("");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("nothing to grade");
  }

  @Test
  void refusesALimitBelowZero() throws Exception {
    assertThat(grade(RIGHT + "\n", "--limit", "-1").err())
        .contains("--limit: must not be negative");
  }

  @Test
  void validateListsEachBadLine() throws Exception {
    Path input = folder.resolve("in.jsonl");
    Files.writeString(input, RIGHT + "\n" + RIGHT.replace("gold", "golf") + "\n");

    Cli run = Cli.run("validate", input.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .contains(input + ":2: $.task.gold: missing")
        .contains("1 rollouts are fine");
  }

  @Test
  void explainTellsARecordInWords() throws Exception {
    grade(RIGHT + "\n");

    Cli run = Cli.run("explain", folder.resolve("out.jsonl").toString(), "a");

    assertThat(run.out()).contains("a  ACCEPTED").contains("1 by policy binary");
    assertThat(Cli.run("explain", folder.resolve("out.jsonl").toString(), "aa").err())
        .contains("no record 'aa'")
        .contains("did you mean 'a'?");
  }

  private Cli grade(String lines, String... options) throws IOException {
    Path input = folder.resolve("in.jsonl");
    Files.writeString(input, lines);
    List<String> args = new ArrayList<>(List.of("grade", input.toString(), "-o"));
    args.add(folder.resolve("out.jsonl").toString());
    args.addAll(List.of(options));
    return Cli.run(args.toArray(String[]::new));
  }

  private List<JsonNode> records() throws Exception {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("out.jsonl"))) {
      records.add(Json.parse(line));
    }
    return records;
  }
}
