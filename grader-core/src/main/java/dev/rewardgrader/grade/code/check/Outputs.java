package dev.rewardgrader.grade.code.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Small things about output bytes that several checkers need. */
final class Outputs {
  /** How much of a line or token a message shows. */
  private static final int SHOWN = 60;

  private Outputs() {}

  /** The output behind a UTF-8 byte order mark, or the output itself if there is none. */
  static byte[] withoutMark(byte[] bytes) {
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
  }

  /** A part of an output for a message: quoted, control characters escaped, cut when long. */
  static String quote(byte[] bytes, int start, int end) {
    int shown = Math.min(end, start + SHOWN);
    return quote(new String(bytes, start, shown - start, StandardCharsets.UTF_8), shown < end);
  }

  static String quote(String text) {
    boolean cut = text.length() > SHOWN;
    return quote(cut ? text.substring(0, SHOWN) : text, cut);
  }

  private static String quote(String text, boolean cut) {
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append(cut ? "…'" : "'").toString();
  }

  static String latin(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
