package dev.rewardgrader.cli;

import dev.rewardgrader.json.InputException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files that commands write, which must not be those that they read. */
final class OutputFiles {
  private OutputFiles() {}

  /**
   * Opens a text file for writing and makes the folders that it stands in.
   *
   * @param inputs what the command reads: paths, or {@code -}
   * @throws InputException when the file is one of the inputs
   */
  static BufferedWriter write(Path file, List<String> inputs) throws IOException, InputException {
    check(file, inputs);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return Files.newBufferedWriter(file);
  }

  /**
   * @throws InputException when the file is one of the inputs
   * @throws FileSystemException when it is a folder
   */
  static void check(Path file, List<String> inputs) throws IOException, InputException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder; give a file's name to -o");
    }
    for (String input : inputs) {
      if (!input.equals("-")
          && Files.isRegularFile(file)
          && Files.exists(Path.of(input))
          && Files.isSameFile(file, Path.of(input))) {
        throw new InputException(
            "-o", file + " is the input, which would be lost; name another file");
      }
    }
  }
}
