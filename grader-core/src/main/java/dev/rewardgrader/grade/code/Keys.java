package dev.rewardgrader.grade.code;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Keys that a program has to show, new for each run. */
final class Keys {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Keys() {}

  /** 32 hexadecimal digits. */
  static String random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
