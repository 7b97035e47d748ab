package dev.rewardgrader.grade.sql.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Workers as processes of this machine. */
final class LocalWorkers implements WorkerLauncher {
  private final List<String> command;

  LocalWorkers(int heapMegabytes) {
    this.command = WorkerCommand.local(heapMegabytes);
  }

  @Override
  public WorkerProcess start(String scope) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new Local(process, new ResidentMemory(process.pid()));
  }

  private record Local(Process process, ResidentMemory memory) implements WorkerProcess {

    @Override
    public InputStream output() {
      return process.getInputStream();
    }

    @Override
    public OutputStream input() {
      return process.getOutputStream();
    }

    @Override
    public boolean alive() {
      return process.isAlive();
    }

    @Override
    public long residentBytes() {
      return memory.bytes();
    }

    @Override
    public long scratchBytes() {
      return ScratchFiles.bytes(process.pid());
    }

    @Override
    public void kill() {
      process.destroyForcibly();
    }

    @Override
    public End end() {
      int exit = exitCode();
      return new End(exit == WorkerCommand.OUT_OF_MEMORY, "code " + exit);
    }

    private int exitCode() {
      try {
        if (!process.waitFor(1, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
        return process.isAlive() ? -1 : process.exitValue();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return -1;
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
      memory.close();
    }
  }
}
