package dev.rewardgrader.grade.code.check;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.language.Command;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.sandbox.language.Program;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A judging program that lies in a box, compiled where its language asks for it.
 *
 * @param program for the placeholders of the language's commands
 */
record BuiltProgram(Language language, Program program) {
  private static final int MEMORY_MB = 1024;

  /**
   * Puts a program into a box and compiles it there.
   *
   * @throws GraderFault when it does not compile
   */
  static BuiltProgram in(Sandbox sandbox, CheckerSource source, Language language)
      throws SandboxException, GraderFault {
    BuiltProgram built = of(source, language);
    for (Map.Entry<String, String> file : source.files().entrySet()) {
      sandbox.put(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8), false);
    }
    Command command = language.compile();
    if (command == null) {
      return built;
    }
    ExecutionResult result =
        sandbox.run(
            Execution.of(command.argvFor(built.program), language.compileLimits())
                .withEnv(command.env())
                .keepingFiles());
    if (!result.succeeded()) {
      String message = new String(result.stderr(), StandardCharsets.UTF_8).strip();
      throw GraderFault.badTask(
          "the judging program %s does not compile (%s): %s"
              .formatted(
                  source.main(),
                  result.ending(),
                  message.length() > 1000 ? message.substring(0, 1000) + "…" : message));
    }
    return built;
  }

  /** The program that a source makes, wherever it lies. */
  static BuiltProgram of(CheckerSource source, Language language) {
    String main = source.main();
    int dot = main.lastIndexOf('.');
    TreeSet<String> sources = new TreeSet<>(source.files().keySet());
    sources.removeIf(path -> !path.endsWith(language.extension()));
    sources.add(main);
    String name = dot < 0 ? main : main.substring(0, dot);
    return new BuiltProgram(language, new Program(main, List.copyOf(sources), name, MEMORY_MB));
  }

  List<String> argv() {
    return language.run().argvFor(program);
  }

  Map<String, String> env() {
    return language.run().env();
  }
}
