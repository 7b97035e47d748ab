package dev.rewardgrader.testsuites.packages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.rollout.CodeTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The output validator of a package: its own program, or the default one with its flags. */
final class Validator {
  private final Path folder;
  private final List<String> flags;
  private final Settings limits;

  /**
   * @param folder the package's
   * @param flags arguments for the validator
   * @param limits what the package says of limits, the validator's among them
   */
  Validator(Path folder, List<String> flags, Settings limits) {
    this.folder = folder;
    this.flags = List.copyOf(flags);
    this.limits = limits;
  }

  /**
   * The checker of outputs.
   *
   * @param custom whether the package says that it has a validator of its own
   * @param maxScore the score that counts as full
   */
  CodeTask.Checker checker(boolean custom, double maxScore) throws IOException, PackageException {
    boolean newer = Files.isDirectory(folder.resolve("output_validator"));
    return custom || newer
        ? new CodeTask.Checker("program", program(maxScore).put("type", "program"))
        : defaultValidator();
  }

  /** The validator's program as a task describes it. */
  ObjectNode program(double maxScore) throws IOException, PackageException {
    ObjectNode options = described(place());
    options.put("protocol", "kattis");
    flags.forEach(flag -> options.withArray("args").add(flag));
    if (maxScore != 1) {
      options.put("max_score", maxScore);
    }
    double seconds = limits.positive("validation_time", 0);
    if (seconds > 0) {
      options.put("time_ms", Math.max(1, Math.round(1000 * seconds)));
    }
    double memory = limits.positive("validation_memory", 0);
    if (memory > 0) {
      options.put("memory_mb", Math.max(1, Math.round(memory)));
    }
    return options;
  }

  /** The file or folder of the one program. */
  private Path place() throws IOException, PackageException {
    Path old = folder.resolve("output_validators");
    if (!Files.isDirectory(old)) {
      Path newer = folder.resolve("output_validator");
      if (!Files.isDirectory(newer)) {
        throw new PackageException(newer, "the output validator is missing");
      }
      List<Path> inside = PackageReader.sorted(newer);
      return inside.size() == 1 && Files.isDirectory(inside.getFirst()) ? inside.getFirst() : newer;
    }
    return only(old, "validator");
  }

  /**
   * The one program of a folder of programs: a file, a folder, or all files together.
   *
   * @param kind what it is called in messages
   */
  static Path only(Path folder, String kind) throws IOException, PackageException {
    List<Path> programs = Files.isDirectory(folder) ? PackageReader.sorted(folder) : List.of();
    if (programs.isEmpty()) {
      throw new PackageException(folder, "the " + kind + " is missing");
    }
    if (programs.stream().allMatch(Files::isRegularFile)) {
      return folder;
    }
    List<Path> folders = programs.stream().filter(Files::isDirectory).toList();
    for (Path file : programs) {
      boolean program = Files.isRegularFile(file) && Sources.of(Sources.files(file)) != null;
      if (program || folders.size() > 1) {
        throw new PackageException(folder, "holds several " + kind + "s; only one is run");
      }
    }
    return folders.getFirst();
  }

  /** A judging program as a task describes it. */
  static ObjectNode described(Path program) throws IOException, PackageException {
    Sources sources = Sources.of(Sources.files(program));
    if (sources == null) {
      throw new PackageException(program, "holds no source in a known language");
    }
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("language", sources.language());
    options.put("main", sources.main());
    ObjectNode files = options.putObject("files");
    sources.files().forEach(files::put);
    return options;
  }

  private CodeTask.Checker defaultValidator() throws PackageException {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("type", "kattis");
    for (int i = 0; i < flags.size(); i++) {
      String flag = flags.get(i);
      switch (flag) {
        case "case_sensitive", "space_change_sensitive" -> options.put(flag, true);
        case "float_tolerance", "float_absolute_tolerance", "float_relative_tolerance" -> {
          JsonNode number = number(i + 1 < flags.size() ? flags.get(++i) : "");
          if (number == null) {
            throw new PackageException(folder, "validator flag " + flag + " needs a number");
          }
          options.set(flag, number);
        }
        default -> throw new PackageException(folder, "unknown validator flag '" + flag + "'");
      }
    }
    return new CodeTask.Checker("kattis", options);
  }

  private static JsonNode number(String text) {
    try {
      return JsonNodeFactory.instance.numberNode(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
