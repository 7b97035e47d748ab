package dev.rewardgrader.grade.swe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a command reads: files, each written before the command begins. They come this way since a
 * copy into a container costs more than a command. Their times are those of the container's own
 * clock, which build tools compare with what they built.
 */
final class Input {
  private final StringBuilder writes = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Input file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  Input file(String path, byte[] content) {
    writes.append("head -c ").append(content.length).append(" >").append(quoted(path)).append("\n");
    bytes.writeBytes(content);
    return this;
  }

  /** A text as one word of a shell. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** A shell command that holds a file itself and writes it. */
  static String writing(String path, String text) {
    return "printf %s " + quoted(text) + " >" + quoted(path) + "\n";
  }

  /** A shell command that writes the files and goes on with a script. */
  List<String> command(String script) {
    return List.of("/bin/bash", "-c", writes + script, "bash");
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
