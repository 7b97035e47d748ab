package dev.rewardgrader.rollout;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a text file that may be compressed. Compression is told by the first bytes, not by
 * the name, so that standard input and misnamed files work too.
 */
public final class LineSource implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final BufferedReader reader;
  private long line;

  private LineSource(String name, BufferedReader reader) {
    this.name = name;
    this.reader = reader;
  }

  /**
   * @param path a file, or {@code -} for standard input
   */
  public static LineSource open(String path) throws IOException {
    if (path.equals("-")) {
      return of("<stdin>", EndableInput.standard());
    }
    if (Files.isDirectory(Path.of(path))) {
      throw new FileSystemException(path, null, "is a folder, not a file");
    }
    return of(path, Files.newInputStream(Path.of(path)));
  }

  /**
   * @param name what messages call this source
   */
  public static LineSource of(String name, InputStream stream) throws IOException {
    try {
      BufferedInputStream buffered = new BufferedInputStream(stream, BUFFER);
      buffered.mark(4);
      byte[] magic = buffered.readNBytes(4);
      buffered.reset();
      if (isUtf16(magic)) {
        throw new IOException("is UTF-16; make it UTF-8 (iconv -f UTF-16 -t UTF-8)");
      }
      // Bytes that are not UTF-8 become U+FFFD: one odd character must not end a file.
      return new LineSource(
          name,
          new BufferedReader(
              new InputStreamReader(
                  decompressed(buffered, magic),
                  StandardCharsets.UTF_8
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPLACE)
                      .onUnmappableCharacter(CodingErrorAction.REPLACE)),
              BUFFER));
    } catch (IOException e) {
      stream.close();
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  private static boolean isUtf16(byte[] magic) {
    return magic.length >= 2
        && ((magic[0] & 0xff) == 0xff && (magic[1] & 0xff) == 0xfe
            || (magic[0] & 0xff) == 0xfe && (magic[1] & 0xff) == 0xff);
  }

  private static InputStream decompressed(InputStream in, byte[] magic) throws IOException {
    if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
      return new GZIPInputStream(in, BUFFER);
    }
    if (magic.length == 4
        && (magic[0] & 0xff) == 0x28
        && (magic[1] & 0xff) == 0xb5
        && (magic[2] & 0xff) == 0x2f
        && (magic[3] & 0xff) == 0xfd) {
      return new ZstdInputStreamNoFinalizer(in).setContinuous(false);
    }
    return in;
  }

  /** What messages call this source: a path or {@code <stdin>}. */
  public String name() {
    return name;
  }

  /** The number of the line that {@link #next()} returned last, from 1. */
  public long line() {
    return line;
  }

  /**
   * @return the next line that is not blank, without its line end, or null at the end
   * @throws IOException when the rest cannot be read, as where a compressed file breaks off
   */
  public String next() throws IOException {
    String text;
    do {
      text = readLine();
      if (text == null) {
        return null;
      }
      line++;
      if (line == 1 && text.startsWith("\uFEFF")) {
        text = text.substring(1);
      }
    } while (text.isBlank());
    return text;
  }

  private String readLine() throws IOException {
    try {
      return reader.readLine();
    } catch (IOException e) {
      throw new IOException(
          "%s: cannot be read beyond line %d: %s".formatted(name, line, e.getMessage()), e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
