package dev.rewardgrader.sandboxes.languages;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.language.Command;
import dev.rewardgrader.sandbox.language.Factors;
import dev.rewardgrader.sandbox.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The layout of a languages file. An unknown key, a missing one or a wrong value is an error.
 *
 * <p>The parts build what they stand for once while they are parsed, so that the parser can tell
 * the line where a value is wrong.
 */
record LanguagesFile(@JsonProperty(required = true) Map<String, LanguagesFile.Entry> languages) {

  private static final long MIB = 1L << 20;
  private static final int COMPILER_PROCESSES = 128;
  private static final int COMPILER_OPEN_FILES = 1024;
  private static final long COMPILER_OUTPUT = MIB;
  private static final long COMPILER_FILES = 256 * MIB;

  private static final JsonSetter.Value NO_EMPTY_ELEMENTS =
      JsonSetter.Value.forContentNulls(Nulls.FAIL);

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .withConfigOverride(List.class, list -> list.setSetterInfo(NO_EMPTY_ELEMENTS))
          .withConfigOverride(Map.class, map -> map.setSetterInfo(NO_EMPTY_ELEMENTS))
          .build();

  /** Reads all languages of {@code in}; {@code name} is what messages call the file. */
  static List<Language> read(InputStream in, String name) throws IOException {
    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    LanguagesFile file;
    try {
      file = MAPPER.readValue(text, LanguagesFile.class);
    } catch (JsonMappingException e) {
      List<String> path = path(e);
      String where = name + ":" + YamlLines.lineOf(text, path) + ": " + String.join(".", path);
      throw new IOException(where + ": " + reason(e), e);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new IOException(name + ":" + line + ": " + e.getOriginalMessage(), e);
    }
    List<Language> languages = new ArrayList<>();
    for (Map.Entry<String, Entry> entry : file.languages().entrySet()) {
      try {
        languages.add(entry.getValue().language(entry.getKey()));
      } catch (IllegalArgumentException e) {
        throw new IOException(name + ": language " + entry.getKey() + ": " + e.getMessage(), e);
      }
    }
    return languages;
  }

  private static List<String> path(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .toList();
  }

  private static String reason(JsonMappingException e) {
    return e instanceof UnrecognizedPropertyException unknown
        ? "unknown key; known here: "
            + unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(", "))
        : e.getOriginalMessage();
  }

  record Entry(
      List<String> aliases,
      @JsonProperty(required = true) String source,
      CommandEntry compile,
      @JsonProperty("compile_limits") CompileLimits compileLimits,
      @JsonProperty(required = true) CommandEntry run,
      FactorsEntry factors,
      @JsonProperty(required = true) List<String> version,
      @JsonProperty(required = true) String image,
      @JsonProperty(required = true) List<String> packages) {

    Language language(String name) {
      return new Language(
          name,
          aliases == null ? List.of() : aliases,
          source,
          compile == null ? null : compile.command(),
          (compileLimits == null ? CompileLimits.DEFAULT : compileLimits).limits(),
          run.command(),
          factors == null ? Factors.NONE : factors.factors(),
          version,
          image,
          packages);
    }
  }

  record CommandEntry(
      @JsonProperty(required = true) List<String> argv, Map<String, String> env, String warm) {

    CommandEntry {
      env = env == null ? Map.of() : env;
      new Command(argv, env, warm);
    }

    Command command() {
      return new Command(argv, env, warm);
    }
  }

  record FactorsEntry(
      Double time,
      @JsonProperty("extra_memory_mb") int extraMemoryMb,
      @JsonProperty("extra_processes") int extraProcesses) {

    FactorsEntry {
      time = time == null ? 1 : time;
      new Factors(time, extraMemoryMb, extraProcesses);
    }

    Factors factors() {
      return new Factors(time, extraMemoryMb, extraProcesses);
    }
  }

  record CompileLimits(
      @JsonProperty("cpu_s") Integer cpuSeconds, @JsonProperty("memory_mb") Integer memoryMb) {

    static final CompileLimits DEFAULT = new CompileLimits(null, null);

    CompileLimits {
      cpuSeconds = cpuSeconds == null ? 30 : cpuSeconds;
      memoryMb = memoryMb == null ? 1024 : memoryMb;
      if (cpuSeconds <= 0 || memoryMb <= 0) {
        throw new IllegalArgumentException("cpu_s and memory_mb must be positive");
      }
    }

    Limits limits() {
      return new Limits(
          Duration.ofSeconds(cpuSeconds),
          Duration.ofSeconds(2L * cpuSeconds),
          memoryMb * MIB,
          COMPILER_PROCESSES,
          COMPILER_OUTPUT,
          COMPILER_OUTPUT,
          COMPILER_FILES,
          2 * COMPILER_FILES,
          COMPILER_OPEN_FILES);
    }
  }
}
