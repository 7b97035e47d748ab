package dev.rewardgrader.cli;

import dev.rewardgrader.json.InputException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;

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
   * Writes a text file that takes the place of an earlier one when it is whole; where the content
   * fails, the earlier one stays. Devices and pipes are written as they are.
   *
   * @param inputs what the command reads: paths, or {@code -}
   * @param worthwhile whether what the content tells is worth the earlier file
   * @return what the content tells
   * @throws InputException when the file is one of the inputs or in one that is a folder
   */
  static <T> T whole(Path file, List<String> inputs, Content<T> content, Predicate<T> worthwhile)
      throws IOException, InputException {
    check(file, inputs);
    if (isDevice(file)) {
      return direct(file, content);
    }
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path folder = Files.createDirectories(target.getParent());
    if (!Files.isWritable(folder)) {
      return direct(file, content);
    }
    Path part = folder.resolve(target.getFileName() + "." + ProcessHandle.current().pid());
    try {
      T told;
      try (BufferedWriter writer = Files.newBufferedWriter(part)) {
        told = content.writeTo(writer);
      }
      if (!worthwhile.test(told)) {
        return told;
      }
      if (Files.exists(target)) {
        Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(target));
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      return told;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static <T> T direct(Path file, Content<T> content) throws IOException, InputException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      return content.writeTo(writer);
    }
  }

  /** Below {@code /dev} there are links to whatever the shell has opened, files too. */
  private static boolean isDevice(Path file) {
    return file.toAbsolutePath().normalize().startsWith("/dev")
        || Files.isSymbolicLink(file) && !Files.exists(file)
        || Files.exists(file) && !Files.isRegularFile(file);
  }

  /** What a file is to hold. */
  @FunctionalInterface
  interface Content<T> {
    T writeTo(Writer writer) throws IOException, InputException;
  }

  /**
   * @throws InputException when the file is one of the inputs, or one of the files in an input that
   *     is a folder
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
      if (!input.equals("-")
          && Files.isRegularFile(file)
          && Files.isDirectory(Path.of(input))
          && file.toRealPath().startsWith(Path.of(input).toRealPath())) {
        throw new InputException(
            "-o",
            "%s is there already, in the input's folder %s, and would be lost; name another file"
                .formatted(file, input));
      }
    }
  }
}
