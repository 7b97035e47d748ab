package dev.rewardgrader.sandboxes.local;

import java.nio.file.Path;
import java.util.List;

/**
 * How sandboxes of the host's own programs are made.
 *
 * @param sandboxes at most so many at once
 * @param boxBytes size of each one's box
 * @param readOnly more folders of the host that runs may read, such as a toolchain outside {@code
 *     /usr}; each keeps its path
 * @param path the programs' PATH inside, or null for the system's folders
 */
public record LocalOptions(int sandboxes, long boxBytes, List<Path> readOnly, String path) {

  /** One sandbox for each processor, boxes of 512 MiB, nothing of the host but its system. */
  public static final LocalOptions DEFAULT =
      new LocalOptions(Runtime.getRuntime().availableProcessors(), 512L << 20, List.of(), null);

  public LocalOptions {
    if (sandboxes < 1) {
      throw new IllegalArgumentException("at least one sandbox is needed, not " + sandboxes);
    }
    readOnly = List.copyOf(readOnly);
  }

  public LocalOptions withSandboxes(int count) {
    return new LocalOptions(count, boxBytes, readOnly, path);
  }
}
