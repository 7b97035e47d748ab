package dev.rewardgrader.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An input that was broken off is told from one that was ended. */
class EndableInputTest {
  @TempDir private Path folder;
  private EndableInput input;

  @BeforeEach
  void open() throws IOException {
    Path file = Files.writeString(folder.resolve("in"), "one");
    input = EndableInput.open(file);
  }

  @AfterEach
  void close() throws IOException {
    input.close();
  }

  @Test
  void whatWasEndedHasNothingMore() throws IOException {
    assertThat(input.read()).isEqualTo('o');

    input.end();

    assertThat(input.read()).isEqualTo(-1);
  }

  @Test
  void aReaderThatIsInterruptedDoesNotTakeItForTheEnd() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> input.read()).isInstanceOf(ClosedByInterruptException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void whatWasClosedIsNotRead() throws IOException {
    input.close();

    assertThatThrownBy(() -> input.read()).isInstanceOf(IOException.class);
  }
}
