package dev.rewardgrader.grade.code;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tells programs that need nothing but the kernel from those that need libraries of their image.
 */
final class StaticProgram {
  private static final int PT_INTERP = 3;

  private StaticProgram() {}

  /** Whether this is a 64-bit ELF program without an interpreter (the dynamic linker). */
  static boolean is(byte[] file) {
    if (file == null || file.length < 64 || file[0] != 0x7f || file[1] != 'E' || file[4] != 2) {
      return false;
    }
    ByteBuffer elf =
        ByteBuffer.wrap(file).order(file[5] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long table = elf.getLong(32);
    int size = Short.toUnsignedInt(elf.getShort(54));
    int count = Short.toUnsignedInt(elf.getShort(56));
    for (int i = 0; i < count; i++) {
      long at = table + (long) i * size;
      if (at < 0 || at > file.length - 4 || elf.getInt((int) at) == PT_INTERP) {
        return false;
      }
    }
    return count > 0;
  }
}
