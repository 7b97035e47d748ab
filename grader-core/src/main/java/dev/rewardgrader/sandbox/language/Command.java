package dev.rewardgrader.sandbox.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command with placeholders: {@code {source}}, {@code {main}} and {@code {memory_mb}} anywhere in
 * an argument, {@code {sources}} as an argument of its own, which becomes one argument per file.
 *
 * @param argv the program and its arguments
 * @param env variables added to the sandbox's own
 * @param warm the warm interpreter that can stand in for a fresh start, or null
 */
public record Command(List<String> argv, Map<String, String> env, String warm) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");
  private static final Set<String> NAMES = Set.of("source", "sources", "main", "memory_mb");

  /**
   * @throws IllegalArgumentException for an empty command, an unknown placeholder, or {@code
   *     {sources}} inside a longer argument
   */
  public Command {
    argv = List.copyOf(argv);
    env = Map.copyOf(env);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("argv must name a program");
    }
    argv.forEach(Command::requireKnownPlaceholders);
  }

  /** The arguments for {@code program}, ready for an {@link dev.rewardgrader.sandbox.Execution}. */
  public List<String> argvFor(Program program) {
    List<String> arguments = new ArrayList<>(argv.size());
    for (String argument : argv) {
      if (argument.equals("{sources}")) {
        arguments.addAll(program.sources());
      } else {
        arguments.add(
            PLACEHOLDER
                .matcher(argument)
                .replaceAll(found -> Matcher.quoteReplacement(valueOf(found.group(1), program))));
      }
    }
    return List.copyOf(arguments);
  }

  private static String valueOf(String placeholder, Program program) {
    return switch (placeholder) {
      case "source" -> program.source();
      case "main" -> program.main();
      case "memory_mb" -> Integer.toString(program.memoryMb());
      default -> throw new IllegalStateException("unchecked placeholder " + placeholder);
    };
  }

  private static void requireKnownPlaceholders(String argument) {
    Matcher matcher = PLACEHOLDER.matcher(argument);
    while (matcher.find()) {
      String name = matcher.group(1);
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "unknown placeholder {" + name + "}; known: {source}, {sources}, {main}, {memory_mb}");
      }
      if (name.equals("sources") && !argument.equals("{sources}")) {
        throw new IllegalArgumentException("{sources} must be an argument of its own: " + argument);
      }
    }
  }
}
