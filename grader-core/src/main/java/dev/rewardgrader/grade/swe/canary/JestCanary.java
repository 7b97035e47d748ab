package dev.rewardgrader.grade.swe.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A copy of a test file of Jest or Vitest with more tests, of which only those are run. */
final class JestCanary {
  private static final String[] ENDS = {
    ".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts"
  };
  private static final Set<String> STARTERS =
      Set.of("npx", "yarn", "pnpm", "exec", "run", "jest", "vitest");

  /** What chooses tests, or tells where a report goes. */
  private static final Pattern CHOICE =
      Pattern.compile(
          "\\s(?:-t|--testNamePattern|--testPathPatterns?|--runTestsByPath|--outputFile\\S*?)"
              + "(?:=|\\s+|$)(?:'[^']*'|\"[^\"]*\"|\\S+)?");

  /** Options whose value is the next word. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-c",
          "--config",
          "-w",
          "--maxWorkers",
          "--rootDir",
          "--root",
          "--dir",
          "--project",
          "--projects",
          "--selectProjects",
          "--env",
          "--environment",
          "--reporter",
          "--reporters",
          "--testTimeout",
          "--pool");

  private JestCanary() {}

  static Optional<Canary> of(Suite suite) {
    boolean moves = suite.commands().stream().anyMatch(line -> line.strip().startsWith("cd "));
    Optional<String> file = suite.file(ENDS);
    if (moves || file.isEmpty()) {
      return Optional.empty();
    }
    return suite.commands().reversed().stream()
        .map(line -> CHOICE.matcher(" " + line.strip()).replaceAll("").strip())
        .filter(line -> line.chars().noneMatch(c -> "|;&<>`'\"$".indexOf(c) >= 0))
        .map(line -> List.of(line.split("\\s+")))
        .flatMap(words -> of(words, file.get()).stream())
        .findFirst();
  }

  private static Optional<Canary> of(List<String> words, String file) {
    int runner = 0;
    while (runner < words.size() && !isRunner(words.get(runner))) {
      if (!STARTERS.contains(words.get(runner++))) {
        return Optional.empty();
      }
    }
    if (runner == words.size()) {
      return Optional.empty();
    }
    boolean vitest = Suite.name(words.get(runner)).equals("vitest");
    String nonce = Suite.nonce();
    String name = Suite.name(file);
    String path = Suite.folder(file) + nonce + name.substring(name.indexOf('.'));
    return Optional.of(
        new Canary(
            vitest ? "vitest" : "jest",
            nonce,
            file,
            path,
            text -> text + source(nonce, vitest),
            options(words, runner) + " -t " + nonce + " " + path));
  }

  private static boolean isRunner(String word) {
    String name = Suite.name(word);
    return name.equals("jest") || name.equals("vitest");
  }

  /** The command without the files it names. */
  private static String options(List<String> words, int runner) {
    List<String> kept = new ArrayList<>(words.subList(0, runner + 1));
    for (int i = runner + 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("-") || (i == runner + 1 && word.equals("run"))) {
        kept.add(word);
        if (WITH_VALUE.contains(word) && i + 1 < words.size()) {
          kept.add(words.get(++i));
        }
      }
    }
    return String.join(" ", kept);
  }

  private static String source(String nonce, boolean vitest) {
    String load = "import { test as %1$st, it as %1$si, expect as %1$se } from 'vitest';\n";
    String tests =
        """
        %1$st('%1$s_a', () => {});
        %1$si('%1$s_b', () => { %1$se(1).toBe(2); });
        %1$st.skip('%1$s_c', () => {});
        %1$st('%1$s_d', () => { throw new Error('d'); });
        """;
    String text =
        vitest
            ? load + tests
            : tests.replace("%1$st", "test").replace("%1$si", "it").replace("%1$se", "expect");
    return ("\n;\n" + text).formatted(nonce);
  }
}
