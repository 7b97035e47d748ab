package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.language.Command;
import dev.rewardgrader.sandbox.language.Factors;
import dev.rewardgrader.sandbox.language.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Programs that bring a {@code build} script, a {@code run} script, or both (Kattis problem package
 * format, programs), as a language of their own: building is its compiler. A script may count on a
 * POSIX shell, {@code python3}, {@code cc} and {@code c++}.
 */
public final class ScriptPrograms {
  static final String NAME = "build-and-run-scripts";

  /** An image has either Python or compilers of C; what the folder holds tells which one. */
  private static final String NATIVE = NAME + "-native";

  /** Stands for the program where a source is asked for; nothing reads it. */
  private static final String PLACEHOLDER = "program.scripts";

  private static final List<String> BUILD =
      List.of(
          "sh",
          "-c",
          "[ ! -f build ] || { chmod +x build && ./build; } || exit 1; "
              + "[ -f run ] || { echo 'there is no run' >&2; exit 1; }; chmod +x run");

  private ScriptPrograms() {}

  static Sources sources(Map<String, String> files) {
    Map<String, String> all = new TreeMap<>(files);
    all.put(PLACEHOLDER, "the scripts build and run\n");
    boolean compiles =
        files.keySet().stream().anyMatch(file -> file.matches(".*\\.(c|cc|cpp|cxx|h|hpp)"));
    return new Sources(compiles ? NATIVE : NAME, PLACEHOLDER, all);
  }

  /** The languages of a run, and those of such programs. */
  public static List<Language> with(Collection<Language> languages) {
    List<Language> all = new ArrayList<>(languages);
    all.add(language(NAME, "python"));
    all.add(language(NATIVE, "cpp"));
    return all;
  }

  private static Language language(String name, String image) {
    Limits limits = Limits.DEFAULT.withCpuTime(Duration.ofSeconds(60)).withMemoryBytes(2048L << 20);
    return new Language(
        name,
        List.of(),
        PLACEHOLDER,
        new Command(BUILD, Map.of(), null),
        limits,
        new Command(List.of("./run"), Map.of(), null),
        new Factors(1, 0, 16),
        List.of("sh", "-c", "true"),
        image,
        List.of());
  }
}
