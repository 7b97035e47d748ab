package dev.rewardgrader.grade.code.check;

import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.StrictObject;
import dev.rewardgrader.json.Suggest;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Makes checkers of programs. Each is compiled once and kept ready in a sandbox of its own.
 * Thread-safe.
 */
public final class ProgramCheckers implements AutoCloseable {
  private static final long MIB = 1L << 20;
  private static final Duration CPU_TIME = Duration.ofSeconds(30);
  private static final long MEMORY_BYTES = 1024 * MIB;

  private final Map<String, Language> languages = new HashMap<>();
  private final CheckerBoxes boxes;

  /**
   * @param pool where checkers run. It must not be one whose sandboxes candidates can use up: a
   *     candidate waits for its checker
   * @param languages what checkers may be written in
   * @param capacity how many sandboxes of the pool may be held at once
   */
  public ProgramCheckers(SandboxPool pool, Collection<Language> languages, int capacity) {
    this.boxes = new CheckerBoxes(pool, capacity);
    for (Language language : languages) {
      language.aliases().forEach(alias -> this.languages.putIfAbsent(alias, language));
    }
    languages.forEach(language -> this.languages.put(language.name(), language));
  }

  /**
   * The checker of a task with {@code {"type": "program", "language", "source"}}. Options: {@code
   * files} (further files, path to text), {@code main} (the name of the source's file), {@code
   * protocol} ({@link CheckerProtocol}, {@code testlib} unless given), {@code args}, {@code
   * time_ms}, {@code memory_mb}, {@code max_score}.
   *
   * @throws InputException naming what is missing or not known; the path is {@code $.checker}
   */
  public OutputChecker of(CodeTask.Checker checker) throws InputException {
    StrictObject options = StrictObject.of(checker.options(), "$.checker");
    options.any("type");
    Language language = language(options);
    String main = options.string("main", language.sourceName());
    Map<String, String> files = new HashMap<>(options.stringMap("files"));
    if (options.has("source") || !files.containsKey(main)) {
      files.put(main, options.string("source"));
    }
    String protocol = options.oneOf("protocol", "testlib", CheckerProtocol.names());
    List<String> args = new ArrayList<>(options.strings("args"));
    Limits limits = limits(options, language);
    OptionalDouble maxScore = options.number("max_score");
    if (maxScore.isPresent() && maxScore.getAsDouble() <= 0) {
      throw new InputException(options.path("max_score"), "must be positive");
    }
    options.finish();
    return new ProgramChecker(
        boxes,
        new CheckerSource(language.name(), files, main),
        language,
        CheckerProtocol.of(protocol),
        args,
        limits,
        maxScore.orElse(1));
  }

  private Language language(StrictObject options) throws InputException {
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
      limits = limits.withCpuTime(Duration.ofMillis(time.getAsLong()));
    }
    OptionalLong memory = options.positiveLong("memory_mb");
    if (memory.isPresent()) {
      limits = limits.withMemoryBytes(memory.getAsLong() * MIB);
    }
    return language.factors().applyTo(limits);
  }

  /** Gives every sandbox back to its pool. */
  @Override
  public void close() {
    boxes.close();
  }
}
