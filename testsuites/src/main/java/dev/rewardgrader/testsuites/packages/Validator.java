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

  /**
   * @param folder the package's
   * @param flags arguments for the validator
   */
  Validator(Path folder, List<String> flags) {
    this.folder = folder;
    this.flags = List.copyOf(flags);
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
    Path program = place();
    if (Files.exists(program.resolve("build")) || Files.exists(program.resolve("run"))) {
      throw new PackageException(program, "build and run scripts are not run: give plain sources");
    }
    Sources sources = Sources.read(program);
    if (sources == null) {
      throw new PackageException(program, "holds no source in a known language");
    }
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("protocol", "kattis");
    options.put("language", sources.language());
    options.put("main", sources.main());
    ObjectNode files = options.putObject("files");
    sources.files().forEach(files::put);
    flags.forEach(flag -> options.withArray("args").add(flag));
    if (maxScore != 1) {
      options.put("max_score", maxScore);
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
      return newer;
    }
    List<Path> programs = PackageReader.sorted(old);
    if (programs.isEmpty()) {
      throw new PackageException(old, "the output validator is missing");
    }
    if (programs.stream().allMatch(Files::isRegularFile)) {
      return old;
    }
    if (programs.size() > 1) {
      throw new PackageException(old, "holds several validators; only one is run");
    }
    return programs.getFirst();
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
