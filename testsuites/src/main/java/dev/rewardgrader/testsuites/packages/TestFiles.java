package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.rollout.CodeTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of one test: {@code .in} and {@code .ans}, {@code .yaml} with settings, {@code .args}
 * with arguments (drafts of 2023-07) and the folder {@code .files}.
 *
 * @param folder the group's
 * @param base the files' name without its ending
 */
record TestFiles(Path folder, String base) {
  private static final List<String> KEYS =
      List.of(
          "args",
          "output_validator_args",
          "input_validator_args",
          "full_feedback",
          "hint",
          "description");

  /** A submission's program and a test's files are no larger together. */
  private static final long MAX_BYTES = 256L << 20;

  /** The test as its group has it. */
  PackageTest read(String id, String group, GroupSettings.Own own)
      throws IOException, PackageException {
    Path answer = file(".ans");
    if (!Files.isRegularFile(answer)) {
      throw new PackageException(file(".in"), "has no answer file " + answer.getFileName());
    }
    Settings settings = Settings.read(file(".yaml"));
    settings.refuseMisspelt(KEYS);
    List<String> flags =
        settings.has("output_validator_args")
            ? settings.words("output_validator_args")
            : own.validatorArgs();
    return new PackageTest(
        new CodeTask.StdioTest(
            id,
            text(file(".in")),
            List.of(text(answer)),
            Double.isFinite(own.accept()) ? Math.max(0, own.accept()) : 1,
            group.isEmpty() ? null : group,
            args(settings, own),
            files()),
        flags);
  }

  private Path file(String ending) {
    return folder.resolve(base + ending);
  }

  private List<String> args(Settings settings, GroupSettings.Own own)
      throws IOException, PackageException {
    Path file = file(".args");
    if (settings.has("args") || !Files.isRegularFile(file)) {
      return settings.has("args") ? settings.words("args") : own.args();
    }
    List<String> words = ShellWords.split(text(file).strip());
    if (words == null) {
      throw new PackageException(file, "a quotation mark has no partner");
    }
    return words;
  }

  private Map<String, String> files() throws IOException, PackageException {
    Map<String, String> files = new TreeMap<>();
    Path own = file(".files");
    if (Files.isRegularFile(own)) {
      throw new PackageException(own, "is a file, and a folder of files is expected");
    }
    if (!Files.isDirectory(own)) {
      return files;
    }
    long size = 0;
    try (Stream<Path> all = Files.walk(own, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        size += Files.size(file);
        if (size > MAX_BYTES) {
          throw new PackageException(own, "holds more than " + MAX_BYTES + " bytes");
        }
        files.put(own.relativize(file).toString(), text(file));
      }
    }
    return files;
  }

  private static String text(Path file) throws IOException, PackageException {
    if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
      throw new PackageException(file, "cannot be read: no file, a broken link, or not allowed");
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new PackageException(file, "is no text in UTF-8, and only such tests are run");
    }
  }
}
