package dev.rewardgrader.grade.swe.report;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Runners that can write no report beside their log and that load a file of ours, which listens to
 * what the runner is told of each test: Mocha, and what stands on Python's {@code unittest}. Cargo
 * starts each test program through one of ours, and the program writes the report.
 */
final class Hooks {
  private static final Pattern MOCHA =
      Pattern.compile(
          "\\s*(?:npx |yarn |pnpm (?:exec )?)?(?:\\./)?(?:node_modules/\\.bin/)?mocha(?:\\s[^|;&<>`]*)?");

  private static final Pattern CARGO = Pattern.compile("(?:^|\\s)cargo (?:\\S+ )*?test(?:\\s|$)");

  private static final String MOCHA_HOOK =
      """
      cat >TOOLS/mocha.js <<'GRADER_END'
      'use strict';
      const fs = require('fs'), path = require('path');
      const from = [process.cwd()];
      try { from.unshift(path.dirname(fs.realpathSync(process.argv[1]))); } catch (e) { /* none */ }
      try {
        const runner = require(require.resolve('mocha', { paths: from })).Runner.prototype;
        const words = { pass: 'ok', fail: 'failed', pending: 'ignored' };
        const append = fs.appendFileSync, emit = runner.emit;
        runner.emit = function (event, test) {
          try {
            if (Object.prototype.hasOwnProperty.call(words, event)) {
              const name = test.fullTitle().replace(/#/g, '').replace(/\\n/g, ' ');
              append('FOLDER/mocha.txt', words[event] + ' ' + name + '\\n');
            }
          } catch (e) { /* no report */ }
          return emit.apply(this, arguments);
        };
      } catch (e) { /* no report */ }
      GRADER_END
      """;

  private static final String UNITTEST_HOOK =
      """
      cat >TOOLS/sitecustomize.py <<'GRADER_END'
      import sys


      class _Hook:
          def find_spec(self, name, path=None, target=None):
              if name != "unittest.result":
                  return None
              sys.meta_path.remove(self)
              import importlib.util
              spec = importlib.util.find_spec(name)
              execute = spec.loader.exec_module

              def exec_module(module):
                  execute(module)
                  _listen(module.TestResult)

              spec.loader.exec_module = exec_module
              return spec


      def _listen(result):
          import os
          folder, write = "FOLDER", os.write
          words = {"addSuccess": "ok", "addError": "failed", "addFailure": "failed", "addSkip": "ignored",
                   "addExpectedFailure": "ok", "addUnexpectedSuccess": "failed"}
          def tell(word, test):
              try:
                  line = "%s %s\\n" % (word, test.id().replace("\\n", " "))
                  fd = os.open(folder + "/unittest.txt", os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o666)
                  write(fd, line.encode())
                  os.close(fd)
              except Exception:
                  pass

          def wrap(name, word):
              method = getattr(result, name)

              def told(self, test, *more, **named):
                  tell(word, test)
                  return method(self, test, *more, **named)

              setattr(result, name, told)

          for name, word in words.items():
              wrap(name, word)
          sub = result.addSubTest

          def add_sub(self, test, subtest, err):
              if err is not None:
                  tell("failed", test)
              return sub(self, test, subtest, err)

          result.addSubTest = add_sub


      sys.meta_path.insert(0, _Hook())
      sys.path[:] = [entry for entry in sys.path if entry != "TOOLS"]
      _own = sys.modules.pop("sitecustomize", None)
      try:
          import sitecustomize
      except ImportError:
          if _own is not None:
              sys.modules["sitecustomize"] = _own
      GRADER_END
      export PYTHONPATH="TOOLS${PYTHONPATH:+:$PYTHONPATH}"
      """;

  private static final String CARGO_RUNNER =
      """
      cat >TOOLS/cargo-run <<'GRADER_END'
      #!/bin/bash
      if grep -q -a 'Write logs to the specified file' "$1"; then
        log=$(mktemp FOLDER/cargo.XXXXXX) && exec "$@" --logfile "$log"
      fi
      # A program with a harness of its own tells nothing, so that none of its tests can be missed.
      echo UNREPORTED >"$(mktemp FOLDER/cargo.XXXXXX)"
      exec "$@"
      GRADER_END
      chmod 755 TOOLS/cargo-run
      GRADER_HOST=$(rustc -vV 2>/dev/null | sed -n 's/^host: //p' | tr 'a-z-' 'A-Z_')
      [ -z "$GRADER_HOST" ] || export "CARGO_TARGET_${GRADER_HOST}_RUNNER=TOOLS/cargo-run"
      """
          .replace("UNREPORTED", Reporting.UNREPORTED);

  private Hooks() {}

  static Optional<Reporting> of(List<String> commands, String logParser) {
    return switch (logParser) {
      case "parse_log_tap" -> mocha(commands);
      case "parse_log_django" ->
          reporting("unittest", Agreement.Naming.UNITTEST, UNITTEST_HOOK, commands);
      case "parse_log_cargo" ->
          commands.stream().anyMatch(command -> CARGO.matcher(command).find())
              ? reporting("cargo", Agreement.Naming.NAME, CARGO_RUNNER, commands)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The names of TAP are those that the hook tells. Other logs of Mocha's have parts of them. */
  private static Optional<Reporting> mocha(List<String> commands) {
    return Reporting.one(
            commands,
            MOCHA,
            command ->
                command.replaceFirst(
                    "mocha(?=\\s|$)", "mocha --require " + Reporting.TOOLS + "/mocha.js"))
        .flatMap(edited -> reporting("mocha", Agreement.Naming.TAP, MOCHA_HOOK, edited));
  }

  private static Optional<Reporting> reporting(
      String runner, Agreement.Naming naming, String prelude, List<String> commands) {
    return Optional.of(
        new Reporting(
            runner,
            Reporting.Format.LINES,
            naming,
            Reporting.script(prelude),
            commands,
            Reporting.IN_FOLDER));
  }
}
