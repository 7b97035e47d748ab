package dev.rewardgrader.sandbox.language;

import dev.rewardgrader.sandbox.Limits;
import java.util.List;
import java.util.Objects;

/**
 * One programming language as the sandboxes serve it.
 *
 * @param name the canonical name, such as {@code cpp}
 * @param aliases other names and the tags that code fences carry, such as {@code c++}; lower case,
 *     without {@code name}
 * @param sourceName the file that a candidate's text is put into, such as {@code main.cpp}
 * @param compile how sources become a program, or null for a language that needs no such step
 * @param compileLimits what {@code compile} may use
 * @param run how the program runs
 * @param factors what the language costs beyond a native program
 * @param version a command that prints the version of the tools
 * @param image the sandbox image that has the tools, for {@link
 *     dev.rewardgrader.sandbox.SandboxPool#acquire}
 * @param packages the Debian packages that bring the tools
 */
public record Language(
    String name,
    List<String> aliases,
    String sourceName,
    Command compile,
    Limits compileLimits,
    Command run,
    Factors factors,
    List<String> version,
    String image,
    List<String> packages) {

  public Language {
    Objects.requireNonNull(name, "name");
    aliases = List.copyOf(aliases);
    if (sourceName.lastIndexOf('.') <= 0 || sourceName.contains("/")) {
      throw new IllegalArgumentException(
          "source must be a file name with an extension, not '" + sourceName + "'");
    }
    Objects.requireNonNull(compileLimits, "compileLimits");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(factors, "factors");
    version = List.copyOf(version);
    Objects.requireNonNull(image, "image");
    packages = List.copyOf(packages);
  }

  /** Whether {@link #compile} is there. */
  public boolean isCompiled() {
    return compile != null;
  }

  /** What the names of this language's source files end with, such as {@code .cpp}. */
  public String extension() {
    return sourceName.substring(sourceName.lastIndexOf('.'));
  }

  /** The program that a single text makes: one source, whose main class has its name. */
  public Program program(int memoryMb) {
    String main = sourceName.substring(0, sourceName.lastIndexOf('.'));
    return new Program(sourceName, List.of(sourceName), main, memoryMb);
  }
}
