package dev.rewardgrader.grade.sql.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/**
 * What a process holds of the machine's memory, as Linux tells it. The file stays open between two
 * looks, since to open it costs more than to read it.
 */
final class ResidentMemory implements AutoCloseable {
  private static final int PAGE_BYTES = 4096;

  private final byte[] text = new byte[128];
  private final RandomAccessFile statm;

  ResidentMemory(long pid) {
    statm = open(pid);
  }

  private static RandomAccessFile open(long pid) {
    try {
      return new RandomAccessFile("/proc/" + pid + "/statm", "r");
    } catch (IOException _) {
      return null;
    }
  }

  /** In bytes; 0 where that is not known, and when the process has ended. */
  synchronized long bytes() {
    if (statm == null) {
      return 0;
    }
    try {
      statm.seek(0);
      int length = Math.max(0, statm.read(text));
      String[] fields = new String(text, 0, length, StandardCharsets.ISO_8859_1).split(" ", 3);
      return Long.parseLong(fields[1]) * PAGE_BYTES;
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
      return 0;
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (statm != null) {
        statm.close();
      }
    } catch (IOException e) {
      System.getLogger(ResidentMemory.class.getName())
          .log(System.Logger.Level.DEBUG, "cannot close the file of a worker's memory", e);
    }
  }
}
