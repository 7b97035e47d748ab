package dev.rewardgrader.grade.swe.canary;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A copy of a test file of {@code node:test} with more tests. Both of the functions that make tests
 * are used. TAP calls a skipped test {@code ok}, so that none is skipped.
 */
final class NodeCanary {
  private static final String[] ENDS = {".js", ".mjs", ".cjs", ".ts", ".mts"};
  private static final Pattern IMPORT = Pattern.compile("(?m)^import\\s");

  private NodeCanary() {}

  static Optional<Canary> of(Suite suite) {
    Optional<String> command =
        suite.command(words -> Suite.name(words.getFirst()).equals("node") && isTest(words));
    Optional<String> file = suite.file(ENDS);
    if (command.isEmpty() || file.isEmpty()) {
      return Optional.empty();
    }
    String nonce = Suite.nonce();
    String name = Suite.name(file.get());
    String path = Suite.folder(file.get()) + nonce + name.substring(name.indexOf('.'));
    return Optional.of(
        new Canary(
            "node:test",
            nonce,
            file.get(),
            path,
            text -> text + source(nonce, IMPORT.matcher(text).find()),
            Words.options(Words.of(command.get()), 1, Set.of())
                + " --test-name-pattern="
                + nonce
                + " "
                + path));
  }

  private static boolean isTest(List<String> words) {
    return words.stream().anyMatch(word -> word.equals("--test"));
  }

  private static String source(String nonce, boolean module) {
    String load =
        module
            ? """
            import * as %1$s from 'node:test';
            import * as %1$sassert from 'node:assert';
            """
            : """
            const %1$s = require('node:test');
            const %1$sassert = require('node:assert');
            """;
    return ("\n;\n"
            + load
            + """
            %1$s.it('%1$s_a', () => {});
            %1$s.it('%1$s_b', () => { %1$sassert.strictEqual(1, 2); });
            %1$s.test('%1$s_d', () => { throw new Error('d'); });
            %1$s.test('%1$s_e', () => { %1$sassert.equal('a', 'b'); });
            %1$s.it('%1$s_f', () => { %1$sassert.deepStrictEqual({ x: ['a'] }, { x: ['b'] }); });
            %1$s.test('%1$s_g', () => { %1$sassert.ok(false); });
            """)
        .formatted(nonce);
  }
}
