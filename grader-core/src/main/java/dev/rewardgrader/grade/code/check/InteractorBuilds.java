package dev.rewardgrader.grade.code.check;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.SandboxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Interactors, compiled once and held as archives: they run beside candidates, in their sandboxes,
 * and must not be found in any box. Thread-safe.
 */
final class InteractorBuilds {
  private static final int KEPT = 32;
  private static final long MAX_BYTES = 256L << 20;

  private final CheckerBoxes boxes;
  private final Map<CheckerSource, CompletableFuture<byte[]>> archives =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<CheckerSource, CompletableFuture<byte[]>> eldest) {
          return size() > KEPT;
        }
      };

  InteractorBuilds(CheckerBoxes boxes) {
    this.boxes = boxes;
  }

  /** The interactor with all that it needs to run, as an uncompressed tar archive. */
  byte[] archive(ProgramOptions options) throws GraderFault, InterruptedException {
    CompletableFuture<byte[]> mine = new CompletableFuture<>();
    CompletableFuture<byte[]> theirs;
    synchronized (archives) {
      theirs = archives.putIfAbsent(options.source(), mine);
    }
    if (theirs != null) {
      try {
        return theirs.get();
      } catch (ExecutionException e) {
        // Who built it failed, and has told so for itself.
        return build(options);
      }
    }
    try {
      byte[] archive = build(options);
      mine.complete(archive);
      return archive;
    } finally {
      if (!mine.isDone()) {
        synchronized (archives) {
          archives.remove(options.source(), mine);
        }
        mine.completeExceptionally(new IllegalStateException("not built"));
      }
    }
  }

  private byte[] build(ProgramOptions options) throws GraderFault, InterruptedException {
    return boxes.in(options.source(), options.language(), box -> pack(box, options));
  }

  private static byte[] pack(CheckerBoxes.Box box, ProgramOptions options)
      throws GraderFault, SandboxException {
    List<String> argv = new ArrayList<>(List.of("tar", "-c", "-f", "-"));
    if (options.language().isCompiled()) {
      options.source().files().keySet().forEach(path -> argv.add("--exclude=./" + path));
    }
    argv.add(".");
    ExecutionResult result =
        box.sandbox().run(Execution.of(argv, Limits.DEFAULT.withStdoutBytes(MAX_BYTES)));
    if (!result.succeeded()) {
      throw GraderFault.permanent(
          "interactor",
          "the interactor cannot be packed: %s %s"
              .formatted(result.ending(), CheckerProtocol.text(result.stderr())),
          null);
    }
    return result.stdout();
  }
}
