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
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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
    try (RecordFile out = RecordFile.create(whole)) {
      for (int i = 0; i < 20; i++) {
        out.write(record("r" + i));
        out.flush();
      }
    }
    byte[] bytes = Files.readAllBytes(whole);
    for (int cut = 0; cut <= bytes.length; cut += 7) {
      Path torn = folder.resolve(name);
      Files.write(torn, Arrays.copyOf(bytes, cut));

      try (RecordFile out = RecordFile.resume(torn, false)) {
        RolloutSource rest = out.finished().skipIn(source(20));
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

    assertThat(finished(file, false).count()).isEqualTo(1);
    assertThat(Files.readString(file)).isEqualTo(first);
  }

  @Test
  void skipsAnIdAsOftenAsItIsThere() throws Exception {
    Path file = folder.resolve("out.jsonl");
    Files.writeString(file, "{\"id\":\"a\"}\n{\"id\":\"a\"}\n");
    Iterator<RolloutLine> lines = List.of(line("a"), line("b"), line("a"), line("a")).iterator();

    RolloutSource rest = finished(file, false).skipIn(() -> lines.hasNext() ? lines.next() : null);

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

    assertThatThrownBy(() -> finished(file, false))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ":1: is not a reward record, so the run cannot be resumed into it");
    assertThat(Files.readString(file)).isEqualTo("hello\n");
  }

  @Test
  void twoRunsCannotWriteOneFile() throws Exception {
    Path file = folder.resolve("out.jsonl");
    try (RecordFile first = RecordFile.create(file)) {
      first.flush();
      assertThatThrownBy(() -> RecordFile.create(file))
          .hasMessageContaining("is being written by another run");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.jsonl", "out.jsonl.gz", "out.jsonl.zst"})
  void aFileThatIsBeingWrittenIsNotMended(String name) throws Exception {
    Path file = folder.resolve(name);
    try (RecordFile first = RecordFile.create(file)) {
      first.write(record("r0"));
      first.flush();

      assertThatThrownBy(() -> finished(file, false))
          .hasMessageContaining("is being written by another run");
    }
    assertThat(ids(file)).containsExactly("r0");
    assertThat(folder).isDirectoryNotContaining("glob:**.mended");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.jsonl", "out.jsonl.zst"})
  void faultsAreTakenOutWhereTheyShallBeGradedAgain(String name) throws Exception {
    Path file = folder.resolve(name);
    try (RecordFile out = RecordFile.create(file)) {
      out.write(record("r0"));
    }

    assertThat(finished(file, false).faults()).isEqualTo(1);
    assertThat(finished(file, true).count()).isZero();
    assertThat(ids(file)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes.gz", "notes.zst"})
  void whatIsNotCompressedAtAllIsNoTornArchive(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.writeString(file, "these are notes of mine\n");

    assertThatThrownBy(() -> finished(file, false)).isInstanceOf(IOException.class);
    assertThat(file).hasContent("these are notes of mine\n");
  }

  @Test
  void aLinkToAFileStaysALink() throws Exception {
    Path file = folder.resolve("far.jsonl");
    Files.writeString(file, "{\"id\":\"a\"}\n{\"id\":\"b\",\"status\":\"error\"}\n{\"tor");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Path link = Files.createSymbolicLink(folder.resolve("out.jsonl"), Path.of("far.jsonl"));

    try (RecordFile out = RecordFile.resume(link, true)) {
      out.write(record("c"));
    }

    assertThat(link).isSymbolicLink();
    assertThat(ids(file)).containsExactly("a", "c");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }

  @Test
  void nobodyGetsTheFileBetweenReadingAndWriting() throws Exception {
    Path file = folder.resolve("out.jsonl");
    Files.writeString(file, "{\"id\":\"a\",\"status\":\"error\"}\n");
    try (FileChannel before = FileChannel.open(file, StandardOpenOption.WRITE);
        RecordFile out = RecordFile.resume(file, true)) {
      assertThat(out.finished().count()).isZero();
      // Neither the file that is there now, nor the one that was there before.
      assertThatThrownBy(() -> RecordFile.resume(file, true))
          .hasMessageContaining("is being written by another run");
      assertThatThrownBy(before::tryLock).isInstanceOf(OverlappingFileLockException.class);
    }
  }

  /** What a file is found to hold, once it is mended. */
  private static FinishedRecords finished(Path file, boolean again) throws IOException {
    try (RecordFile out = RecordFile.resume(file, again)) {
      return out.finished();
    }
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
