package dev.rewardgrader.server.run;

import dev.rewardgrader.sandbox.ExecutionResult;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param compile how compiling ended, or null in a language that is not compiled
 * @param run how the run ended, or null where there was no program to run
 * @param files what was asked for and was there
 */
public record RunOutcome(ExecutionResult compile, ExecutionResult run, Map<String, byte[]> files) {

  /** Whether the program could not be compiled. */
  public boolean compileFailed() {
    return compile != null && !compile.succeeded();
  }
}
