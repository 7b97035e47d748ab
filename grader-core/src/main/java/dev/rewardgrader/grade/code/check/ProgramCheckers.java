package dev.rewardgrader.grade.code.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Language;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes checkers and interactors of programs. Each checker is compiled once and kept ready in a
 * sandbox of its own. Thread-safe.
 */
public final class ProgramCheckers implements AutoCloseable {
  private final Map<String, Language> languages = new HashMap<>();
  private final CheckerBoxes boxes;
  private final InteractorBuilds builds;

  /**
   * @param pool where checkers run. It must not be one whose sandboxes candidates can use up: a
   *     candidate waits for its checker
   * @param languages what checkers may be written in
   * @param capacity how many sandboxes of the pool may be held at once
   */
  public ProgramCheckers(SandboxPool pool, Collection<Language> languages, int capacity) {
    this.boxes = new CheckerBoxes(pool, capacity);
    this.builds = new InteractorBuilds(boxes);
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
    return program(checker);
  }

  /**
   * The same for programs that run several times at a test.
   *
   * @throws InputException also when the program speaks a protocol without further passes
   */
  public PassChecker ofPasses(CodeTask.Checker checker) throws InputException {
    ProgramChecker program = program(checker);
    if (!program.speaks(CheckerProtocol.KATTIS)) {
      throw new InputException(
          "$.checker.protocol", "only a program of protocol kattis can ask for further passes");
    }
    return program;
  }

  private ProgramChecker program(CodeTask.Checker checker) throws InputException {
    return new ProgramChecker(
        boxes,
        ProgramOptions.read(checker.options(), "$.checker", languages, CheckerProtocol.names()));
  }

  /**
   * The interactor of a task: {@code {"language", "source"}} with the options of a checker program.
   * It is compiled at its first use.
   *
   * @throws InputException naming what is missing or not known; the path is {@code $.interactor}
   */
  public Interactor interactor(JsonNode node) throws InputException {
    return new Interactor(
        builds, ProgramOptions.read(node, "$.interactor", languages, Interactor.PROTOCOLS));
  }

  /**
   * A program that judges more than one test, as a checker program is described.
   *
   * @param path the JSON path of {@code node}
   * @throws InputException naming what is missing or not known
   */
  public JudgingProgram program(JsonNode node, String path) throws InputException {
    return new JudgingProgram(
        boxes, ProgramOptions.read(node, path, languages, CheckerProtocol.names()));
  }

  /** Gives every sandbox back to its pool. */
  @Override
  public void close() {
    boxes.close();
  }
}
