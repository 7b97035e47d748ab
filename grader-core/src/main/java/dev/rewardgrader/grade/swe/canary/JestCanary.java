package dev.rewardgrader.grade.swe.canary;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A copy of a test file of Jest, Vitest or Mocha with more tests, of which only those are run.
 * Mocha has no assertions of its own: Node's are used, and what a test file has under usual names.
 */
final class JestCanary {
  private static final String[] ENDS = {
    ".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts"
  };
  private static final Set<String> STARTERS = Set.of("npx", "yarn", "pnpm", "exec", "run");

  /** What chooses tests, or tells where a report goes. */
  private static final Pattern CHOICE =
      Pattern.compile(
          "\\s(?:-t|--testNamePattern|--testPathPatterns?|--runTestsByPath|--outputFile\\S*?"
              + "|-g|--grep|-f|--fgrep|-i|--invert|--spec)"
              + "(?:(?:=|\\s+)(?:'[^']*'|\"[^\"]*\"|[^\\s-]\\S*)|(?=\\s|$))");

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
          "--pool",
          "-r",
          "--require",
          "-R",
          "-u",
          "--ui",
          "--timeout",
          "-s",
          "--slow",
          "--file",
          "--extension",
          "-O",
          "--reporter-option",
          "--reporter-options");

  private static final Pattern IMPORT = Pattern.compile("(?m)^import\\s");

  /** A name that a file declares, with what is loaded under it. */
  private static final String DECLARED = "(?m)^\\s*(?:const|let|var|import)\\b[^;\\n]*\\b%s\\b";

  private static final Pattern ASSERT = Pattern.compile(DECLARED.formatted("assert"));
  private static final Pattern EXPECT = Pattern.compile(DECLARED.formatted("expect"));

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
        .map(Words::of)
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
    String runs = Suite.name(words.get(runner));
    String nonce = Suite.nonce();
    String name = Suite.name(file);
    String path = Suite.folder(file) + nonce + name.substring(name.indexOf('.'));
    String choice = runs.equals("mocha") ? " -g " : " -t ";
    return Optional.of(
        new Canary(
            runs,
            nonce,
            file,
            path,
            text -> text + ("\n;\n" + source(runs, text)).formatted(nonce),
            options(words, runner) + choice + nonce + " " + path));
  }

  private static boolean isRunner(String word) {
    String name = Suite.name(word);
    return name.equals("jest") || name.equals("vitest") || name.equals("mocha");
  }

  /** The command without the files it names. */
  private static String options(List<String> words, int runner) {
    int from = runner + 1;
    boolean run = from < words.size() && words.get(from).equals("run");
    return Words.options(words, run ? from + 1 : from, WITH_VALUE);
  }

  private static String source(String runner, String text) {
    String tests =
        switch (runner) {
          case "mocha" -> mocha(text);
          case "vitest" ->
              "import { test as %1$st, it as %1$si, expect as %1$se } from 'vitest';\n"
                  + expecting();
          default ->
              expecting()
                  .replace("%1$st", "test")
                  .replace("%1$si", "it")
                  .replace("%1$se", "expect");
        };
    return ASSERT.matcher(text).find()
        ? tests
            + "%1$sg('%1$s_g', () => { assert.equal('a', 'b'); });\n".replace("%1$sg", it(runner))
        : tests;
  }

  /** What a test is made with in the canary's own text. */
  private static String it(String runner) {
    return runner.equals("jest") ? "it" : "%1$si";
  }

  private static String expecting() {
    return """
    %1$st('%1$s_a', () => {});
    %1$si('%1$s_b', () => { %1$se(1).toBe(2); });
    %1$st.skip('%1$s_c', () => {});
    %1$st('%1$s_d', () => { throw new Error('d'); });
    %1$st('%1$s_e', () => { %1$se('a').toBe('b'); });
    %1$si('%1$s_f', () => { %1$se({ x: ['a'] }).toEqual({ x: ['b'] }); });
    """;
  }

  /** TAP calls a skipped test {@code ok}, so that none is skipped. */
  private static String mocha(String text) {
    String load =
        IMPORT.matcher(text).find()
            ? "import * as %1$sa from 'node:assert';\n"
            : "const %1$sa = require('assert');\n";
    String expect =
        EXPECT.matcher(text).find()
            ? "%1$si('%1$s_f', () => { expect('a').to.equal('b'); });\n"
            : "";
    return load
        + """
        const %1$si = typeof it === 'function' ? it : test;
        %1$si('%1$s_a', () => {});
        %1$si('%1$s_b', () => { %1$sa.strictEqual(1, 2); });
        %1$si('%1$s_d', () => { throw new Error('d'); });
        %1$si('%1$s_e', () => { %1$sa.deepStrictEqual({ x: ['a'] }, { x: ['b'] }); });
        """
        + expect;
  }
}
