package dev.rewardgrader.sandboxes.docker.swe;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The two streams of a command in a container; whoever waited in vain would wait for an hour. */
@Timeout(60)
class CommandStreamsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void write(CommandOutput output, String text) {
    output.onNext(new Frame(StreamType.STDOUT, bytes(text)));
  }

  private static void tell(CommandOutput output, String text) {
    output.onNext(new Frame(StreamType.STDERR, bytes(text)));
  }

  @Test
  void outputEndsAtAMarkThatComesInParts() throws Exception {
    try (CommandOutput output = CommandOutput.apart()) {
      output.begin(100);
      write(output, "one MA");
      output.endAt(bytes("MARK"));
      write(output, "y be M");
      write(output, "AR");
      write(output, "K two");
      write(output, "three");

      assertThat(output.awaitMark(HOUR)).isTrue();
      assertThat(output.text()).isEqualTo("one MAy be ");
      assertThat(output.truncated()).isFalse();
    }
  }

  @Test
  void aMarkBehindWhatIsKeptIsFound() throws Exception {
    try (CommandOutput output = CommandOutput.apart()) {
      output.begin(4);
      output.endAt(bytes("MARK"));
      write(output, "much MARK");

      assertThat(output.awaitMark(HOUR)).isTrue();
      assertThat(output.text()).isEqualTo("much");
      assertThat(output.truncated()).isTrue();
    }
  }

  @Test
  void aMarkRightBehindWhatIsKeptTruncatesNothing() throws Exception {
    try (CommandOutput output = CommandOutput.apart()) {
      output.begin(4);
      output.endAt(bytes("MARK"));
      write(output, "muchMARK");

      assertThat(output.text()).isEqualTo("much");
      assertThat(output.truncated()).isFalse();
    }
  }

  @Test
  void whatWasPrintedBeforeIsForgotten() {
    try (CommandOutput output = CommandOutput.apart()) {
      output.begin(100);
      write(output, "old");
      output.begin(100);
      write(output, "new");

      assertThat(output.text()).isEqualTo("new");
    }
  }

  @Test
  void whatTheFirstProcessTellsIsNoOutput() throws Exception {
    try (CommandOutput output = CommandOutput.apart()) {
      output.begin(100);
      write(output, "3 ");
      tell(output, "0");
      write(output, "7\n");
      tell(output, " 1\n2");

      assertThat(output.awaitTold(HOUR)).isEqualTo("0 1");
      assertThat(output.text()).isEqualTo("3 7\n");
    }
  }

  @Test
  void errorsOfAnEnginesCommandAreItsOutput() {
    try (CommandOutput output = CommandOutput.together(100)) {
      write(output, "one ");
      tell(output, "two");

      assertThat(output.text()).isEqualTo("one two");
    }
  }

  @Test
  void theEndOfTheStreamIsTheEndOfWaiting() throws Exception {
    try (CommandOutput output = CommandOutput.apart()) {
      output.onComplete();

      assertThat(output.awaitTold(HOUR)).isNull();
      assertThat(output.awaitMark(HOUR)).isFalse();
      assertThat(output.awaitStart(HOUR)).isFalse();
      assertThat(output.awaitEnd(HOUR)).isTrue();
    }
  }

  @Test
  void anInputThatIsClosedLetsItsReaderGo() throws Exception {
    CommandInput input = new CommandInput();
    byte[] all = new byte[10];
    Thread reader = Thread.ofVirtual().start(() -> input.read(all, input.read(all, 0, 5), 5));

    input.add(bytes("abc"));
    input.close();
    reader.join();

    assertThat(new String(all, 0, 3, StandardCharsets.US_ASCII)).isEqualTo("abc");
    assertThat(input.read()).isEqualTo(-1);
  }
}
