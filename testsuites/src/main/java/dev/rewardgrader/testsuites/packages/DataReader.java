package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.rollout.CodeTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the folder {@code data} of a package: tests, groups and how scores add up. Groups are set
 * by {@code testdata.yaml} (legacy format) or {@code test_group.yaml} (format 2023-07 and later).
 */
final class DataReader {
  private final GroupSettings settings;
  private final List<PackageTest> tests = new ArrayList<>();

  DataReader(boolean scoring, boolean newFormat) {
    this.settings = new GroupSettings(scoring, newFormat);
  }

  /** Reads all of it. */
  TestGroup read(Path data) throws IOException, PackageException {
    TestGroup all = group(data, "", settings.outermost());
    if (tests.isEmpty()) {
      throw new PackageException(data, "holds no tests: expected .in files with .ans files");
    }
    tests.sort((a, b) -> Boolean.compare(b.isSample(), a.isSample()));
    return all;
  }

  /** The tests, samples first; after {@link #read}. */
  List<PackageTest> tests() {
    return tests;
  }

  /** How groups were set; after {@link #read}. */
  GroupSettings settings() {
    return settings;
  }

  private TestGroup group(Path here, String name, GroupSettings.Own around)
      throws IOException, PackageException {
    List<Path> inputs = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    for (Path entry : PackageReader.sorted(here)) {
      String fileName = entry.getFileName().toString();
      if (fileName.endsWith(".files")) {
        throw new PackageException(entry, "input files beside standard input are not given");
      } else if (Files.isDirectory(entry)) {
        boolean used = !name.isEmpty() || fileName.equals("sample") || fileName.equals("secret");
        if (used) {
          folders.add(entry);
        }
      } else if (fileName.endsWith(".in")) {
        inputs.add(entry);
      }
    }
    GroupSettings.Own own = settings.of(here, name, around, inputs.size(), folders);
    List<String> ids = new ArrayList<>();
    for (Path input : inputs) {
      String fileName = input.getFileName().toString();
      String id = below(name, fileName.substring(0, fileName.length() - 3));
      ids.add(id);
      tests.add(test(input, id, name, own));
    }
    List<TestGroup> groups = new ArrayList<>();
    for (Path folder : folders) {
      String below = below(name, folder.getFileName().toString());
      groups.add(group(folder, below, settings.inherited(own, name, below)));
    }
    return new TestGroup(
        name, ids, groups, own.accept(), own.reject(), own.flags(), own.requires(), own.breaks());
  }

  private static String below(String name, String file) {
    return name.isEmpty() ? file : name + "/" + file;
  }

  private static PackageTest test(Path in, String id, String group, GroupSettings.Own own)
      throws IOException, PackageException {
    String file = in.getFileName().toString();
    String base = file.substring(0, file.length() - 3);
    Path answer = in.resolveSibling(base + ".ans");
    if (!Files.isRegularFile(answer)) {
      throw new PackageException(in, "has no answer file " + answer.getFileName());
    }
    Settings settings = Settings.read(in.resolveSibling(base + ".yaml"));
    Path arguments = in.resolveSibling(base + ".args");
    if (!settings.words("args").isEmpty()) {
      throw settings.error("args", "submissions get no arguments here");
    }
    if (Files.isRegularFile(arguments)) {
      throw new PackageException(arguments, "submissions get no arguments here");
    }
    List<String> flags =
        settings.has("output_validator_args")
            ? settings.words("output_validator_args")
            : own.validatorArgs();
    return new PackageTest(
        new CodeTask.StdioTest(
            id,
            text(in),
            List.of(text(answer)),
            Double.isFinite(own.accept()) ? Math.max(0, own.accept()) : 1,
            group.isEmpty() ? null : group),
        flags);
  }

  private static String text(Path file) throws IOException, PackageException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes(file)).toString();
    } catch (CharacterCodingException e) {
      throw new PackageException(file, "is no text in UTF-8, and only such tests are run");
    }
  }

  private static ByteBuffer bytes(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file));
  }
}
