package dev.rewardgrader.testsuites.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the folder {@code data} of a package: tests, groups and how scores add up. Groups are set
 * by {@code testdata.yaml} (legacy format) or {@code test_group.yaml} (format 2023-07 and later).
 */
final class DataReader {
  private static final Pattern CAPITALS = Pattern.compile("\\.(?i:in|ans)$");

  private final GroupSettings settings;
  private final List<PackageTest> tests = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

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

  /** What is left out; after {@link #read}. */
  List<String> notes() {
    return notes;
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
      if (Files.isDirectory(entry)) {
        boolean used = !name.isEmpty() || fileName.equals("sample") || fileName.equals("secret");
        if (used && !fileName.endsWith(".files")) {
          folders.add(entry);
        }
      } else if (fileName.endsWith(".in")) {
        inputs.add(entry);
      } else if (!fileName.endsWith(".ans") && CAPITALS.matcher(fileName).find()) {
        throw new PackageException(entry, "is not read: write .in and .ans in small letters");
      } else if (fileName.endsWith(".ans") && !Files.exists(sibling(entry, ".ans", ".in"))) {
        notes.add("data/" + below(name, fileName) + ": there is no .in file, and so no test");
      }
    }
    GroupSettings.Own own = settings.of(here, name, around, inputs.size(), folders);
    List<String> ids = new ArrayList<>();
    for (Path input : inputs) {
      String fileName = input.getFileName().toString();
      String base = fileName.substring(0, fileName.length() - 3);
      String id = below(name, base);
      ids.add(id);
      tests.add(new TestFiles(here, base).read(id, name, own));
    }
    List<TestGroup> groups = new ArrayList<>();
    for (Path folder : folders) {
      String below = below(name, folder.getFileName().toString());
      groups.add(group(folder, below, settings.inherited(own, name, below)));
    }
    return new TestGroup(
        name,
        ids,
        groups,
        own.accept(),
        own.reject(),
        own.flags(),
        own.requires(),
        own.breaks(),
        own.custom());
  }

  private static Path sibling(Path file, String ending, String other) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - ending.length()) + other);
  }

  private static String below(String name, String file) {
    return name.isEmpty() ? file : name + "/" + file;
  }
}
