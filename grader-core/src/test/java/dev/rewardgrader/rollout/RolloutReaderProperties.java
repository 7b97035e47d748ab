package dev.rewardgrader.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class RolloutReaderProperties {

  @Property(tries = 500)
  void anyBytesAreReadToTheirEnd(@ForAll byte[] bytes) throws IOException {
    try (RolloutReader reader =
        new RolloutReader(
            LineSource.of("x", new ByteArrayInputStream(plain(bytes))),
            Path.of("").toAbsolutePath(),
            TaskStore.EMPTY,
            FieldMapping.NONE)) {
      RolloutLine line = reader.next();
      while (line != null) {
        assertThat(line.line()).isPositive();
        line = reader.next();
      }
    }
  }

  @Property(tries = 300)
  void aLineCutShortIsABadLineAndNeverAnotherRollout(
      @ForAll @StringLength(max = 40) String completion, @ForAll int cut) throws IOException {
    String whole =
        "{\"id\":\"r\",\"task\":{\"kind\":\"math\",\"gold\":\"1\"},\"completion\":"
            + com.fasterxml.jackson.databind.node.TextNode.valueOf(completion)
            + "}";
    String text = whole.substring(0, Math.floorMod(cut, whole.length()));
    try (RolloutReader reader =
        new RolloutReader(
            LineSource.of("x", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))),
            Path.of("").toAbsolutePath(),
            TaskStore.EMPTY,
            FieldMapping.NONE)) {
      for (RolloutLine line = reader.next(); line != null; line = reader.next()) {
        assertThat(line).isInstanceOf(RolloutLine.Bad.class);
      }
    }
  }

  /** Bytes that do not pretend to be compressed: a broken archive is an I/O error by right. */
  private static byte[] plain(byte[] bytes) {
    byte[] copy = new byte[bytes.length + 1];
    copy[0] = '\n';
    System.arraycopy(bytes, 0, copy, 1, bytes.length);
    return copy;
  }
}
