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
  /**
   * Bytes of texts that are part of the command, since one that is sent beside it costs three
   * processes. The kernel takes arguments of 128 KiB.
   */
  private static final int WITHIN = 48 << 10;

  private final StringBuilder writes = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int within;

  Input file(String path, String text) {
    String format = text.replace("\\", "\\\\").replace("%", "%%").replace("\0", "\\000");
    String write = "printf -- " + quoted(format) + " >" + quoted(path) + "\n";
    int size = write.getBytes(StandardCharsets.UTF_8).length;
    if (size > WITHIN - within) {
      return file(path, text.getBytes(StandardCharsets.UTF_8));
    }
    within += size;
    writes.append(write);
    return this;
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
