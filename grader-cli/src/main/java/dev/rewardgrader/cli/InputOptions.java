package dev.rewardgrader.cli;

import dev.rewardgrader.engine.RolloutSource;
import dev.rewardgrader.engine.StopSignal;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.EndableInput;
import dev.rewardgrader.rollout.FieldMapping;
import dev.rewardgrader.rollout.RolloutReader;
import dev.rewardgrader.rollout.TaskStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How rollouts are read: shared by the commands that take a rollout file. */
final class InputOptions {
  @Parameters(
      paramLabel = "ROLLOUTS",
      description = "JSON Lines, plain, gzip or zstd; - for standard input.")
  String rollouts;

  @Option(
      names = "--tasks",
      paramLabel = "FILE",
      description = "Tasks that rollouts name by id (JSON Lines; may be repeated).")
  List<Path> tasks = new ArrayList<>();

  @Option(
      names = "--map",
      paramLabel = "OURS=THEIRS",
      split = ",",
      description = "Take a field from another name: completion=output,task.gold=answer.")
  List<String> map = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description = "Set a field in every rollout: task.kind=math (may be repeated).")
  List<String> set = new ArrayList<>();

  @Option(names = "--limit", paramLabel = "N", description = "Read only the first N rollouts.")
  Long limit;

  /** All files that are read. */
  List<String> files() {
    List<String> files = new ArrayList<>(List.of(rollouts));
    tasks.forEach(file -> files.add(file.toString()));
    return files;
  }

  /** The rollouts, ready to read. */
  RolloutReader open() throws IOException, InputException {
    return open(new StopSignal());
  }

  /**
   * The rollouts, ready to read.
   *
   * @param stop ends an input that is waited for
   */
  RolloutReader open(StopSignal stop) throws IOException, InputException {
    if (limit != null && limit < 0) {
      throw new InputException("--limit", "must not be negative, not " + limit);
    }
    FieldMapping mapping = FieldMapping.parse(map).withConstants(set);
    TaskStore store = TaskStore.read(tasks);
    if (!isStream()) {
      return RolloutReader.open(rollouts, store, mapping);
    }
    EndableInput input =
        rollouts.equals("-") ? EndableInput.standard() : EndableInput.open(Path.of(rollouts));
    stop.whenAsked(input::end);
    return RolloutReader.open(rollouts, input, store, mapping);
  }

  /** Whether the rollouts may have to be waited for and can be read but once, as from a pipe. */
  boolean isStream() {
    Path file = Path.of(rollouts);
    return rollouts.equals("-")
        || Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }

  /** The reader's lines up to the limit. */
  RolloutSource limited(RolloutReader reader) {
    if (limit == null) {
      return reader::next;
    }
    long[] left = {limit};
    return () -> left[0]-- > 0 ? reader.next() : null;
  }
}
