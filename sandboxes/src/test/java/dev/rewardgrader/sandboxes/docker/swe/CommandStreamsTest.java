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

  @Test
  void aMarkIsFoundThatComesInTwoParts() throws Exception {
    try (CommandOutput output = new CommandOutput(100)) {
      write(output, "one MA");
      write(output, "RK two");

      assertThat(output.await(bytes("MARK"), HOUR)).isTrue();
      assertThat(output.take(3)).isEqualTo("one MARK two");
      write(output, "three");
      output.onComplete();
      assertThat(output.awaitEnd(HOUR)).isTrue();
      assertThat(output.take(0)).isEqualTo("thr");
    }
  }

  @Test
  void aMarkBehindWhatIsKeptIsNotWaitedFor() throws Exception {
    try (CommandOutput output = new CommandOutput(4)) {
      write(output, "much MARK");

      assertThat(output.await(bytes("MARK"), HOUR)).isFalse();
      assertThat(output.truncated()).isTrue();
    }
  }

  @Test
  void theEndOfTheStreamIsTheEndOfWaiting() throws Exception {
    try (CommandOutput output = new CommandOutput(4)) {
      output.onComplete();

      assertThat(output.await(bytes("MARK"), HOUR)).isFalse();
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
