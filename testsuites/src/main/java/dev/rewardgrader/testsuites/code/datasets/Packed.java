package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.zip.InflaterInputStream;

/** Tests as base64 of zlib of a pickle. */
public final class Packed {
  /** Larger contents are refused: the text may be an attack on memory. */
  private static final int MAX_BYTES = 512 << 20;

  private Packed() {}

  /**
   * @param path the JSON path of the text
   * @throws InputException when it is something else, or holds more than plain values
   */
  public static JsonNode tests(String text, String path) throws InputException {
    byte[] compressed;
    try {
      compressed = Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new InputException(path, "neither JSON nor base64: " + e.getMessage());
    }
    byte[] pickle;
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
      pickle = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new InputException(path, "not zlib inside its base64: " + e.getMessage());
    }
    if (pickle.length > MAX_BYTES) {
      throw new InputException(path, "larger than " + (MAX_BYTES >> 20) + " MiB when unpacked");
    }
    return new Unpickler(pickle, path).read();
  }
}
