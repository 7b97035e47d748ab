package dev.rewardgrader.sandbox.language;

import java.util.List;
import java.util.Objects;

/**
 * What the placeholders of a {@link Command} stand for.
 *
 * @param source {@code {source}}: the file with the entry point, relative to the work folder
 * @param sources {@code {sources}}: every source file, {@code source} among them
 * @param main {@code {main}}: the main class with its package (Java), elsewhere the source's name
 *     without its extension
 * @param memoryMb {@code {memory_mb}}: the task's memory limit in MiB, without the language's extra
 */
public record Program(String source, List<String> sources, String main, int memoryMb) {

  public Program {
    Objects.requireNonNull(source, "source");
    sources = List.copyOf(sources);
    Objects.requireNonNull(main, "main");
    if (memoryMb <= 0) {
      throw new IllegalArgumentException("memoryMb must be positive, not " + memoryMb);
    }
  }
}
