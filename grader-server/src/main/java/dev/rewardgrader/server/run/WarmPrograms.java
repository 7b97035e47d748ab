package dev.rewardgrader.server.run;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Command;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.sandbox.language.Program;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs programs in sandboxes that stay with their program: trainers send the same program once for
 * every test case, and it is compiled for the first of them alone. Where several cases come at
 * once, what was compiled is copied into further sandboxes. Thread-safe; the pool must have more
 * places than there are threads that call.
 */
public final class WarmPrograms {
  private static final long MIB = 1L << 20;

  private final SandboxPool pool;
  private final ProgramBoxes boxes;

  /**
   * @param pool where programs run; stays the caller's to close
   * @param places sandboxes that the pool has
   */
  public WarmPrograms(SandboxPool pool, int places) {
    this.pool = pool;
    this.boxes = new ProgramBoxes(places);
  }

  /**
   * Runs a program, compiling it where that has not been done.
   *
   * @throws SandboxException when the sandbox failed, twice where that may pass
   */
  public RunOutcome run(ProgramText program, Run run)
      throws SandboxException, InterruptedException {
    try {
      return runOnce(program, run);
    } catch (SandboxException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("nobody waits for the run any more");
      }
      if (!e.isTransient()) {
        throw e;
      }
      return runOnce(program, run);
    }
  }

  /** Gives all sandboxes back to the pool. */
  public void forget() {
    boxes.closeIdle();
  }

  private RunOutcome runOnce(ProgramText program, Run run)
      throws SandboxException, InterruptedException {
    String key = program.key();
    ExecutionResult failure = boxes.failure(key);
    if (failure != null) {
      return new RunOutcome(failure, null, Map.of());
    }
    ProgramBoxes.Box box = boxes.take(key, program.language().isCompiled());
    if (box == null) {
      // Whom this one waited for may have found that it does not compile.
      failure = boxes.failure(key);
      if (failure != null) {
        boxes.notBuilt(key);
        return new RunOutcome(failure, null, Map.of());
      }
      box = build(key, program);
      if (!box.usable()) {
        boxes.failed(key, box);
        return new RunOutcome(box.compile(), null, Map.of());
      }
    }
    boolean sound = false;
    try {
      RunOutcome outcome = runIn(box, program, run);
      // A run that brought files back has left them in the box.
      sound = run.fetch().isEmpty();
      if (sound) {
        packIfWanted(key, box);
      }
      return outcome;
    } finally {
      boxes.giveBack(key, box, sound);
    }
  }

  private ProgramBoxes.Box build(String key, ProgramText program)
      throws SandboxException, InterruptedException {
    Sandbox sandbox = null;
    boolean built = false;
    try {
      sandbox = pool.acquire(program.language().image());
      ProgramBoxes.Box box = new ProgramBoxes.Box(sandbox, copyOrCompile(key, sandbox, program));
      if (box.usable()) {
        packIfWanted(key, box);
      }
      built = true;
      return box;
    } finally {
      if (!built) {
        if (sandbox != null) {
          sandbox.discard("building the program failed");
          sandbox.close();
        }
        boxes.notBuilt(key);
      }
    }
  }

  private ExecutionResult copyOrCompile(String key, Sandbox sandbox, ProgramText program)
      throws SandboxException {
    BuiltProgram known = boxes.built(key);
    return known != null && known.unpackInto(sandbox) ? known.compile() : compile(sandbox, program);
  }

  /** Several cases of one program at once: what was compiled in this box, others shall copy. */
  private void packIfWanted(String key, ProgramBoxes.Box box) throws SandboxException {
    if (box.compile() != null && boxes.wantsCopy(key)) {
      boxes.keep(key, BuiltProgram.pack(box.sandbox(), box.compile()));
    }
  }

  private static ExecutionResult compile(Sandbox sandbox, ProgramText text)
      throws SandboxException {
    Program program = program(text);
    for (Map.Entry<String, byte[]> file : text.files().entrySet()) {
      sandbox.put(file.getKey(), file.getValue(), false);
    }
    sandbox.put(program.source(), text.source().getBytes(StandardCharsets.UTF_8), false);
    Language language = text.language();
    if (!language.isCompiled()) {
      return null;
    }
    Limits limits = language.compileLimits();
    Duration time = text.compileTime();
    if (time.compareTo(limits.cpuTime()) > 0) {
      limits = limits.withCpuTime(time);
    }
    limits = limits.withWallTime(time.plusSeconds(1));
    Command command = language.compile();
    return sandbox.run(
        Execution.of(command.argvFor(program), limits).withEnv(command.env()).keepingFiles());
  }

  private static RunOutcome runIn(ProgramBoxes.Box box, ProgramText text, Run run)
      throws SandboxException {
    Language language = text.language();
    Limits limits =
        language
            .factors()
            .applyTo(
                Limits.DEFAULT
                    .withCpuTime(run.time())
                    .withWallTime(run.time().plusSeconds(1))
                    .withMemoryBytes(text.memoryBytes()));
    List<String> argv = new ArrayList<>(language.run().argvFor(program(text)));
    argv.addAll(run.arguments());
    Execution execution =
        Execution.of(argv, limits).withStdin(run.stdin()).withEnv(language.run().env());
    if (language.run().warm() != null) {
      execution = execution.warmedBy(language.run().warm());
    }
    if (!run.fetch().isEmpty()) {
      execution = execution.keepingFiles();
    }
    if (run.report()) {
      execution = execution.reporting();
    }
    ExecutionResult result = box.sandbox().run(execution);
    if (result.ending() == ExecutionResult.Ending.START_FAILED && !language.isCompiled()) {
      throw new SandboxException(
          language.name() + " cannot be run here: " + result.detail(), false);
    }
    Map<String, byte[]> files = new HashMap<>();
    for (String path : run.fetch()) {
      byte[] content = box.sandbox().get(path, limits.fileBytes());
      if (content != null) {
        files.put(path, content);
      }
    }
    return new RunOutcome(box.compile(), result, files);
  }

  private static Program program(ProgramText text) {
    Program single =
        text.language().program((int) Math.min(Integer.MAX_VALUE, text.memoryBytes() / MIB));
    List<String> sources = new ArrayList<>(single.sources());
    text.files().keySet().stream()
        .filter(path -> path.endsWith(text.language().extension()) && !sources.contains(path))
        .sorted()
        .forEach(sources::add);
    return new Program(single.source(), sources, single.main(), single.memoryMb());
  }
}
