package dev.rewardgrader.sandboxes.docker.swe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text is one word for the first process, and the word is ASCII. */
class WordTest {
  static Stream<String> texts() {
    return Stream.of(
        "", "plain", "it's $HOME `id` \\n \"x\"", "a\nb\tc", "ü€𝄞", "\u0001\u007f", "- *");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void shellReadsTheTextBack(String text) throws Exception {
    String word = FirstProcess.word(text);

    assertThat(word).matches(w -> w.chars().allMatch(c -> c < 0x80));
    Process shell =
        new ProcessBuilder("/bin/bash", "-c", "set -- " + word + "; printf '%s' \"$#$1\"").start();
    byte[] read = shell.getInputStream().readAllBytes();
    assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo("1" + text);
  }
}
