package dev.rewardgrader.grade.code.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.StrictObject;
import dev.rewardgrader.json.Suggest;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.language.Language;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A program that judges, as a task describes it: a checker or an interactor.
 *
 * @param language what {@code source} is written in
 * @param protocol how it is called and how it answers
 * @param args further arguments for it
 * @param limits what one of its runs may use
 * @param maxScore the score that counts as 1
 */
record ProgramOptions(
    CheckerSource source,
    Language language,
    CheckerProtocol protocol,
    List<String> args,
    Limits limits,
    double maxScore) {
  private static final long MIB = 1L << 20;

  /** More than these is a slip of the unit; a day, and a tebibyte. */
  private static final long MOST_TIME_MS = 86_400_000L;

  private static final long MOST_MEMORY_MB = 1L << 20;

  private static final Duration CPU_TIME = Duration.ofSeconds(30);
  private static final long MEMORY_BYTES = 1024 * MIB;

  /**
   * @param path the JSON path of {@code node}
   * @param protocols names of the ways it may be called, the first being the default
   * @throws InputException naming what is missing or not known
   */
  static ProgramOptions read(
      JsonNode node, String path, Map<String, Language> languages, List<String> protocols)
      throws InputException {
    StrictObject options = StrictObject.of(node, path);
    options.any("type");
    Language language = language(options, languages);
    String main = options.string("main", language.sourceName());
    Map<String, String> files = new HashMap<>(options.stringMap("files"));
    if (options.has("source") || !files.containsKey(main)) {
      files.put(main, options.string("source"));
    }
    String protocol = options.oneOf("protocol", protocols.getFirst(), protocols);
    List<String> args = options.strings("args");
    Limits limits = limits(options, language);
    OptionalDouble maxScore = options.number("max_score");
    if (maxScore.isPresent() && maxScore.getAsDouble() <= 0) {
      throw new InputException(options.path("max_score"), "must be positive");
    }
    options.finish();
    return new ProgramOptions(
        new CheckerSource(language.name(), files, main),
        language,
        CheckerProtocol.of(protocol),
        List.copyOf(args),
        limits,
        maxScore.orElse(1));
  }

  private static Language language(StrictObject options, Map<String, Language> languages)
      throws InputException {
    String name = options.string("language");
    Language language = languages.get(name);
    if (language == null) {
      throw new InputException(
          options.path("language"),
          "no language '" + name + "'" + Suggest.hint(name, languages.keySet()));
    }
    return language;
  }

  private static Limits limits(StrictObject options, Language language) throws InputException {
    Limits limits = Limits.DEFAULT.withCpuTime(CPU_TIME).withMemoryBytes(MEMORY_BYTES);
    OptionalLong time = options.positiveLong("time_ms");
    if (time.isPresent()) {
      limits =
          limits.withCpuTime(Duration.ofMillis(atMost(options, "time_ms", time, MOST_TIME_MS)));
    }
    OptionalLong memory = options.positiveLong("memory_mb");
    if (memory.isPresent()) {
      limits = limits.withMemoryBytes(atMost(options, "memory_mb", memory, MOST_MEMORY_MB) * MIB);
    }
    return language.factors().applyTo(limits);
  }

  private static long atMost(StrictObject options, String field, OptionalLong value, long most)
      throws InputException {
    if (value.getAsLong() > most) {
      throw new InputException(
          options.path(field), "%d is no limit: at most %d".formatted(value.getAsLong(), most));
    }
    return value.getAsLong();
  }
}
