package dev.rewardgrader.sandboxes.protocol;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.Limits;
import java.io.IOException;
import java.util.Map;

/** The frames that ask for a run. */
final class RunCommand {
  private RunCommand() {}

  /** How many bytes the frames take, or somewhat more. */
  static long size(Execution execution) {
    long size = 512L + execution.stdin().length;
    for (String argument : execution.argv()) {
      size += 3L * argument.length() + 4;
    }
    for (Map.Entry<String, String> variable : execution.env().entrySet()) {
      size += 3L * (variable.getKey().length() + variable.getValue().length()) + 5;
    }
    for (Map.Entry<String, byte[]> file : execution.files().entrySet()) {
      size += 3L * file.getKey().length() + file.getValue().length + 16;
    }
    return size;
  }

  /** Writes them, and flushes nothing. */
  static void write(FrameWriter out, Execution execution, int flags) throws IOException {
    out.chunks(Frame.STDIN, execution.stdin());
    for (Map.Entry<String, byte[]> file : execution.files().entrySet()) {
      out.begin(Frame.FILE).u8(0).string(file.getKey()).end();
      out.chunks(Frame.DATA, file.getValue());
    }
    Limits limits = execution.limits();
    out.begin(Frame.RUN)
        .u8(
            flags
                | (execution.keepsFiles() ? Frame.RUN_KEEPS : 0)
                | (execution.report() ? Frame.RUN_REPORTS : 0))
        .u64(limits.cpuTime().toNanos())
        .u64(limits.wallTime().toNanos())
        .u64(limits.memoryBytes())
        .u64(limits.stdoutBytes())
        .u64(limits.stderrBytes())
        .u64(limits.fileBytes())
        .u64(limits.tmpBytes())
        .u32(limits.processes())
        .u32(limits.openFiles())
        .string(execution.warm() == null ? "" : execution.warm())
        .u32(execution.argv().size());
    for (String argument : execution.argv()) {
      out.string(argument);
    }
    out.u32(execution.env().size());
    for (Map.Entry<String, String> variable : execution.env().entrySet()) {
      out.string(variable.getKey() + "=" + variable.getValue());
    }
    out.end();
  }
}
