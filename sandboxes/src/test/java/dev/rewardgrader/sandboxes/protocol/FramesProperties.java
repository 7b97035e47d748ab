package dev.rewardgrader.sandboxes.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** Frames come back as they were written, however the stream cuts them; damage is never a value. */
class FramesProperties {

  @Property(tries = 200)
  void whatIsWrittenIsReadWhateverPiecesItComesIn(
      @ForAll @Size(max = 20) List<byte[]> bodies,
      @ForAll @IntRange(min = 1, max = 255) int type,
      @ForAll @IntRange(min = 1, max = 9) int piece)
      throws IOException {
    FrameReader reader = new FrameReader(new Dripping(written(bodies, type), piece));
    for (byte[] body : bodies) {
      assertThat(reader.next()).isEqualTo(type);
      assertThat(reader.u8()).isEqualTo(7);
      assertThat(reader.u32()).isEqualTo(body.length);
      assertThat(reader.u64()).isEqualTo(-5);
      assertThat(reader.string()).isEqualTo("name");
      assertThat(reader.rest()).isEqualTo(body);
    }
    assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
  }

  @Property(tries = 20)
  void contentOfAnyLengthComesInPiecesThatAFrameHolds(
      @ForAll @IntRange(max = 3 * Frame.CHUNK) int length) throws IOException {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) (i * 31);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(out);
    writer.chunks(Frame.STDIN, content);
    writer.flush();
    FrameReader reader = new FrameReader(new ByteArrayInputStream(out.toByteArray()));
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    while (joined.size() < length) {
      assertThat(reader.next()).isEqualTo(Frame.STDIN);
      byte[] part = reader.rest();
      assertThat(part.length).isPositive().isLessThanOrEqualTo(Frame.CHUNK);
      joined.writeBytes(part);
    }
    assertThat(joined.toByteArray()).isEqualTo(content);
  }

  @Property(tries = 200)
  void aStreamThatEndsInsideAFrameIsAnError(
      @ForAll @NotEmpty byte[] body, @ForAll @IntRange(min = 1, max = 1000) int cut)
      throws IOException {
    byte[] whole = written(List.of(body), 1);
    byte[] torn = Arrays.copyOf(whole, whole.length - Math.min(cut, whole.length - 1));
    assertThatThrownBy(() -> new FrameReader(new ByteArrayInputStream(torn)).next())
        .isInstanceOf(EOFException.class);
  }

  @Property(tries = 500)
  void anyBytesAreAFrameOrAnIoError(@ForAll @Size(max = 64) byte[] bytes) {
    FrameReader reader = new FrameReader(new ByteArrayInputStream(bytes));
    try {
      while (true) {
        reader.next();
        assertThat(reader.rest().length).isLessThanOrEqualTo(bytes.length);
      }
    } catch (IOException e) {
      assertThat(e).as("an end, or a length that cannot be").isNotNull();
    }
  }

  private static byte[] written(List<byte[]> bodies, int type) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(out);
    for (byte[] body : bodies) {
      writer.begin(type).u8(7).u32(body.length).u64(-5).string("name");
      writer.bytes(body, 0, body.length).end();
    }
    writer.flush();
    return out.toByteArray();
  }

  /** Gives a few bytes at a time, as a pipe may. */
  private static final class Dripping extends InputStream {
    private final InputStream all;
    private final int most;

    Dripping(byte[] bytes, int most) {
      this.all = new ByteArrayInputStream(bytes);
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      return all.read();
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
      return all.read(to, from, Math.min(count, most));
    }
  }
}
