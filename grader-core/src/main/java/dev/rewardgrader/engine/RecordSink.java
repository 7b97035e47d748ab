package dev.rewardgrader.engine;

import dev.rewardgrader.reward.RewardRecord;
import java.io.IOException;

/** Where records go. Called by one thread at a time. */
public interface RecordSink {
  void write(RewardRecord record) throws IOException;

  /**
   * Called whenever no further record is ready: what was written shall survive a killed process.
   */
  default void flush() throws IOException {}
}
