package dev.rewardgrader.grade.sql;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the threads with which this virtual machine compiles give way to those that work.
 *
 * <p>A thread that compiles holds its core until the scheduler's next tick, up to 4 ms, while a
 * query's worker or the thread that waits for its answer stands behind it. As {@code SCHED_BATCH}
 * with long turns (sched_setattr(2), Linux 6.12 for the turns) it interrupts nobody who runs and is
 * interrupted by everybody who wakes, and keeps its share of the processors, so that what is due is
 * compiled beside busy cores, too. Needs no privilege. Threads that the machine adds for compiling
 * inherit it.
 */
final class CompilerThreads {
  private static final Path THREADS = Path.of("/proc/self/task");

  /** The kernel cuts names of threads after 15 characters: {@code C2 CompilerThre}. */
  private static final String NAME = "CompilerThr";

  private static final int SCHED_OTHER = 0;
  static final int SCHED_BATCH = 3;
  private static final long TURN_NANOS = 20_000_000;

  // struct sched_attr of its first version: size, policy, flags, nice, priority, runtime, ...
  private static final int SIZE = 48;
  private static final int POLICY_AT = 4;
  private static final int RUNTIME_AT = 24;

  private final MethodHandle syscall;
  private final long setAttributes;

  private CompilerThreads(MethodHandle syscall, long setAttributes) {
    this.syscall = syscall;
    this.setAttributes = setAttributes;
  }

  /**
   * Does it where it is possible: on Linux, in a program that may call native functions. A thread
   * of another class of the scheduler keeps it.
   *
   * @return how many threads give way now; 0 where it is not possible
   */
  @SuppressWarnings("restricted") // Where it is not enabled nothing is done.
  static int giveWay() {
    long setAttributes =
        switch (System.getProperty("os.arch")) {
          case "amd64" -> 314;
          case "aarch64", "riscv64" -> 274;
          default -> 0;
        };
    if (setAttributes == 0
        || !Files.isDirectory(THREADS)
        || !CompilerThreads.class.getModule().isNativeAccessEnabled()) {
      return 0;
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle syscall =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("syscall"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG),
              Linker.Option.firstVariadicArg(1));
      return new CompilerThreads(syscall, setAttributes).all();
    } catch (Throwable e) {
      System.getLogger(CompilerThreads.class.getName())
          .log(System.Logger.Level.DEBUG, "not set", e);
      return 0;
    }
  }

  private int all() throws Throwable {
    int given = 0;
    try (Arena arena = Arena.ofConfined();
        DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      MemorySegment attributes = arena.allocate(SIZE, Long.BYTES);
      for (Path thread : threads) {
        if (compiles(thread)
            && gives(Long.parseLong(thread.getFileName().toString()), attributes)) {
          given++;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return given;
  }

  static boolean compiles(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).contains(NAME);
    } catch (IOException _) {
      return false; // It has ended meanwhile.
    }
  }

  private boolean gives(long thread, MemorySegment attributes) throws Throwable {
    long getAttributes = setAttributes + 1;
    if ((long) syscall.invokeExact(getAttributes, thread, attributes, (long) SIZE, 0L) != 0
        || attributes.get(ValueLayout.JAVA_INT, POLICY_AT) != SCHED_OTHER) {
      return false;
    }
    attributes.set(ValueLayout.JAVA_INT, POLICY_AT, SCHED_BATCH);
    attributes.set(ValueLayout.JAVA_LONG, RUNTIME_AT, TURN_NANOS);
    return (long) syscall.invokeExact(setAttributes, thread, attributes, 0L, 0L) == 0;
  }
}
