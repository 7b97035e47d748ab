package dev.rewardgrader.grade.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.gate.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary files that a query fills are bounded as memory is. */
class ScratchFilesTest {
  private static final int SIZE = 3_000_000;

  @TempDir private Path folder;

  @Test
  void countsOpenFilesThatAreDeleted() throws IOException {
    long pid = ProcessHandle.current().pid();
    Path file = folder.resolve("scratch");
    long before = ScratchFiles.bytes(pid);
    try (FileChannel open =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      open.write(ByteBuffer.allocate(SIZE));
      assertThat(ScratchFiles.bytes(pid)).isEqualTo(before);
      Files.delete(file);
      assertThat(ScratchFiles.bytes(pid)).isEqualTo(before + SIZE);
    }
    assertThat(ScratchFiles.bytes(pid)).isEqualTo(before);
    assertThat(ScratchFiles.bytes(Long.MAX_VALUE)).isZero();
  }

  /** A process that never answers and has filled a disk. */
  private static final class Filling implements WorkerProcess {
    private final PipedOutputStream answers = new PipedOutputStream();
    private final PipedInputStream output = new PipedInputStream();
    private volatile boolean alive = true;

    Filling() throws IOException {
      output.connect(answers);
    }

    @Override
    public InputStream output() {
      return output;
    }

    @Override
    public OutputStream input() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public boolean alive() {
      return alive;
    }

    @Override
    public long residentBytes() {
      return 0;
    }

    @Override
    public long scratchBytes() {
      return Long.MAX_VALUE;
    }

    @Override
    public void kill() {
      alive = false;
      try {
        answers.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public End end() {
      return new End(false, "the test");
    }

    @Override
    public void close() {
      kill();
    }
  }

  @Test
  void endsAQueryThatFillsTheDisk() throws IOException, InterruptedException {
    QueryLimits limits = new QueryLimits(Duration.ofHours(1), 10, 1_000);
    SqlQuery query = new SqlQuery(Dialect.SQLITE, "x.sqlite", "SELECT 1", limits);
    try (Worker worker = new Worker(new Filling(), "", Duration.ZERO, Long.MAX_VALUE)) {
      Thread watchdog =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (worker.alive()) {
                      worker.check(System.nanoTime());
                      Thread.onSpinWait();
                    }
                  });
      List<QueryOutcome> outcomes = worker.run(List.of(query));
      watchdog.join();
      assertThat(outcomes).hasSize(1);
      assertThat(outcomes.getFirst()).isInstanceOf(Failure.class);
      assertThat(((Failure) outcomes.getFirst()).kind()).isEqualTo(Kind.MEMORY_LIMIT);
      assertThat(((Failure) outcomes.getFirst()).message()).contains("temporary files");
    }
  }
}
