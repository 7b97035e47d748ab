package dev.rewardgrader.sandboxes.docker.swe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A tar archive (POSIX ustar) of one file, which is how the engine takes files. */
final class Tar {
  private static final int BLOCK = 512;

  private Tar() {}

  /** An archive of a file owned by root; its name has at most 100 bytes. */
  static byte[] ofFile(String name, byte[] content, int mode) {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    if (nameBytes.length > 100) {
      throw new IllegalArgumentException("the name '" + name + "' is too long for a tar archive");
    }
    int padded = (content.length + BLOCK - 1) / BLOCK * BLOCK;
    byte[] tar = new byte[BLOCK + padded + 2 * BLOCK];
    System.arraycopy(nameBytes, 0, tar, 0, nameBytes.length);
    octal(tar, 100, 8, mode);
    octal(tar, 108, 8, 0);
    octal(tar, 116, 8, 0);
    octal(tar, 124, 12, content.length);
    // Build tools compare times: what is written now is newer than what was built before.
    octal(tar, 136, 12, System.currentTimeMillis() / 1000);
    tar[156] = '0';
    System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 8);
    Arrays.fill(tar, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += tar[i] & 0xff;
    }
    octal(tar, 148, 7, sum);
    tar[155] = ' ';
    System.arraycopy(content, 0, tar, BLOCK, content.length);
    return tar;
  }

  private static void octal(byte[] tar, int at, int length, long value) {
    String digits = Long.toOctalString(value);
    Arrays.fill(tar, at, at + length - 1, (byte) '0');
    byte[] bytes = digits.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, tar, at + length - 1 - bytes.length, bytes.length);
    tar[at + length - 1] = 0;
  }
}
