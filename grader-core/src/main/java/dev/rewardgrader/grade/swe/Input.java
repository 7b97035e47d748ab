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
    // What is not written is read all the same, or it would be taken for what comes next.
    writes
        .append("head -c " + content.length)
        .append(" | { cat >" + quoted(path) + " || cat >/dev/null; }\n");
    bytes.writeBytes(content);
    return this;
  }

  /** A text as one word of a shell. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** A shell command that writes the files and goes on with a script, which has no input. */
  List<String> command(String script) {
    return List.of("/bin/bash", "-c", writes + "exec </dev/null\n" + script, "bash");
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
