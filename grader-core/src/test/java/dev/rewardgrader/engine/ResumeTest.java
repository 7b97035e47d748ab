package dev.rewardgrader.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.Reason;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.LineSource;
import dev.rewardgrader.rollout.MathTask;
import dev.rewardgrader.rollout.Rollout;
import dev.rewardgrader.rollout.RolloutLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"out.jsonl", "out.jsonl.gz", "out.jsonl.zst"})
  void whereverARunWasKilledTheResumedOneIsCompleteWithoutDuplicates(String name) throws Exception {
    Path whole = folder.resolve("whole-" + name);
    try (RecordFile out = RecordFile.open(whole, false)) {
      for (int i = 0; i < 20; i++) {
        out.write(record("r" + i));
        out.flush();
      }
    }
    byte[] bytes = Files.readAllBytes(whole);
    for (int cut = 0; cut <= bytes.length; cut += 7) {
      Path torn = folder.resolve(name);
      Files.write(torn, Arrays.copyOf(bytes, cut));

      FinishedRecords finished = FinishedRecords.mend(torn, false);
      try (RecordFile out = RecordFile.open(torn, true)) {
        RolloutSource rest = finished.skipIn(source(20));
        for (RolloutLine line = rest.next(); line != null; line = rest.next()) {
          out.write(record(((RolloutLine.Good) line).rollout().id()));
        }
      }

      assertThat(ids(torn))
          .as("cut after %d of %d bytes", cut, bytes.length)
          .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "r" + i).toList());
    }
  }

  @Test
  void wholeRecordsStayTheBytesTheyAre() throws Exception {
    Path file = folder.resolve("out.jsonl");
    String first = "{\"id\":\"r0\",  \"odd\":  \"spacing\"}\n";
    Files.writeString(file, first + "{\"id\":\"r1\",\"tor");

    assertThat(FinishedRecords.mend(file, false).count()).isEqualTo(1);
    assertThat(Files.readString(file)).isEqualTo(first);
  }

  @Test
  void skipsAnIdAsOftenAsItIsThere() throws Exception {
    Path file = folder.resolve("out.jsonl");
    Files.writeString(file, "{\"id\":\"a\"}\n{\"id\":\"a\"}\n");
    Iterator<RolloutLine> lines = List.of(line("a"), line("b"), line("a"), line("a")).iterator();

    RolloutSource rest =
        FinishedRecords.mend(file, false).skipIn(() -> lines.hasNext() ? lines.next() : null);

    List<String> left = new ArrayList<>();
    for (RolloutLine line = rest.next(); line != null; line = rest.next()) {
      left.add(((RolloutLine.Good) line).rollout().id());
    }
    assertThat(left).containsExactly("b", "a");
  }

  @Test
  void refusesToResumeIntoAFileOfAnotherKind() throws Exception {
    Path file = folder.resolve("notes.txt");
    Files.writeString(file, "hello\n");

    assertThatThrownBy(() -> FinishedRecords.mend(file, false))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ":1: is not a reward record, so the run cannot be resumed into it");
    assertThat(Files.readString(file)).isEqualTo("hello\n");
  }

  @Test
  void twoRunsCannotWriteOneFile() throws Exception {
    Path file = folder.resolve("out.jsonl");
    try (RecordFile first = RecordFile.open(file, false)) {
      first.flush();
      assertThatThrownBy(() -> RecordFile.open(file, false))
          .hasMessageContaining("is being written by another run");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.jsonl", "out.jsonl.gz", "out.jsonl.zst"})
  void aFileThatIsBeingWrittenIsNotMended(String name) throws Exception {
    Path file = folder.resolve(name);
    try (RecordFile first = RecordFile.open(file, false)) {
      first.write(record("r0"));
      first.flush();

      assertThatThrownBy(() -> FinishedRecords.mend(file, false))
          .hasMessageContaining("is being written by another run");
    }
    assertThat(ids(file)).containsExactly("r0");
    assertThat(folder).isDirectoryNotContaining("glob:**.mended");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.jsonl", "out.jsonl.zst"})
  void faultsAreTakenOutWhereTheyShallBeGradedAgain(String name) throws Exception {
    Path file = folder.resolve(name);
    try (RecordFile out = RecordFile.open(file, false)) {
      out.write(record("r0"));
    }

    assertThat(FinishedRecords.mend(file, false).faults()).isEqualTo(1);
    assertThat(FinishedRecords.mend(file, true).count()).isZero();
    assertThat(ids(file)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes.gz", "notes.zst"})
  void whatIsNotCompressedAtAllIsNoTornArchive(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.writeString(file, "these are notes of mine\n");

    assertThatThrownBy(() -> FinishedRecords.mend(file, false)).isInstanceOf(IOException.class);
    assertThat(file).hasContent("these are notes of mine\n");
  }

  private static List<String> ids(Path file) throws IOException {
    List<String> ids = new ArrayList<>();
    try (LineSource lines = LineSource.open(file.toString())) {
      for (String text = lines.next(); text != null; text = lines.next()) {
        ids.add(text.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"));
      }
    }
    return ids;
  }

  private static RolloutSource source(int count) {
    Iterator<Integer> numbers = IntStream.range(0, count).iterator();
    return () -> numbers.hasNext() ? line("r" + numbers.next()) : null;
  }

  private static RolloutLine line(String id) {
    return new RolloutLine.Good(
        "f",
        1,
        new Rollout(
            id, null, new MathTask(null, null, List.of("1"), null), new Completion(""), Map.of()));
  }

  private static RewardRecord record(String id) {
    return RewardRecord.fault(id, null, "math", new Reason("x", "y"), Map.of());
  }
}
