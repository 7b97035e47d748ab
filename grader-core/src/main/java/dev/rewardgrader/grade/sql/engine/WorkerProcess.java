package dev.rewardgrader.grade.sql.engine;

import java.io.InputStream;
import java.io.OutputStream;

/** A running worker and the two streams to it. */
public interface WorkerProcess extends AutoCloseable {

  InputStream output();

  OutputStream input();

  boolean alive();

  /** Resident memory in bytes, or 0 where that is not known or held by other means. */
  long residentBytes();

  /** What its temporary files hold in bytes, or 0 where that is not known or held otherwise. */
  long scratchBytes();

  /** Ends it at once and does not wait. */
  void kill();

  /** Why it ended, asked once its output has ended by itself; may wait a second for it. */
  End end();

  /** Ends it and gives back what it held. */
  @Override
  void close();

  /**
   * The end of a worker.
   *
   * @param outOfMemory it was over its memory
   * @param what for a person, such as an exit code
   */
  record End(boolean outOfMemory, String what) {}
}
