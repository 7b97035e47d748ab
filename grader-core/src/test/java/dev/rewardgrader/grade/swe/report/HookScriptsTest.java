package dev.rewardgrader.grade.swe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that make runners write reports, run on this machine with stand-ins for runners. */
class HookScriptsTest {
  private static final String TESTS =
      """
      import unittest


      class T(unittest.TestCase):
          def test_a(self):
              pass

          def test_b(self):
              self.assertEqual(1, 2)
      """;

  /** Runs tests where no module of the name can be found but the hook. */
  private static final String WITHOUT_ANOTHER =
      """
      import sys


      class Block:
          def find_spec(self, name, path=None, target=None):
              if name == "sitecustomize" and TOOLS not in sys.path:
                  raise ImportError(name)


      sys.meta_path.insert(0, Block())
      import sitecustomize

      print("kept", sitecustomize is sys.modules["sitecustomize"])
      import unittest

      unittest.main(module="tests", argv=["tests"])
      """;

  private static final String MOCHA =
      """
      exports.Runner = class {
        emit(event, test) { console.log('told', event); return true; }
      };
      """;

  private static final String MOCHA_RUN =
      """
      const { Runner } = require('mocha');
      const runner = new Runner();
      console.log(runner.emit('pass', { fullTitle: () => 'sums adds #1' }));
      runner.emit('fail', { fullTitle: () => 'sums takes away' });
      runner.emit('end');
      """;

  @TempDir private Path folder;

  private String run(Reporting reporting, String... commands) throws Exception {
    String script = reporting.preparation() + String.join("\n", commands) + "\n";
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                script
                    .replace(Reporting.FOLDER, folder + "/report")
                    .replace(Reporting.TOOLS, folder + "/tools")
                    .replace(Reporting.STAMP, folder + "/stamp"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  private String report(String name) throws IOException {
    return Files.readString(folder.resolve("report").resolve(name));
  }

  private void requireProgram(String name) throws Exception {
    boolean there = new ProcessBuilder("bash", "-c", name + " --version").start().waitFor() == 0;
    assumeTrue(there, name + " is not installed");
  }

  private static Reporting unittest() {
    return Reporting.of(List.of("python3 tests/runtests.py"), "parse_log_django").orElseThrow();
  }

  private static Reporting mocha() {
    return Reporting.of(List.of("npx mocha --reporter tap"), "parse_log_tap").orElseThrow();
  }

  @Test
  void unittestIsListenedToWhereThereIsNoOtherSitecustomize() throws Exception {
    requireProgram("python3");
    write("tests.py", TESTS);
    write("run.py", WITHOUT_ANOTHER.replace("TOOLS", "'" + folder + "/tools'"));

    String output = run(unittest(), "PYTHONPATH=$PYTHONPATH:. python3 -S run.py");

    assertThat(output).contains("kept True").contains("Ran 2 tests");
    assertThat(report("unittest.txt").lines())
        .containsExactly("ok tests.T.test_a", "failed tests.T.test_b");
  }

  @Test
  void aSitecustomizeThatIsThereIsLoadedToo() throws Exception {
    requireProgram("python3");
    write("tests.py", TESTS);
    write("own/sitecustomize.py", "print('own one')\n");

    String output =
        run(unittest(), "PYTHONPATH=$PYTHONPATH:own:. python3 -m unittest tests.T.test_a");

    assertThat(output).contains("own one").contains("OK");
    assertThat(report("unittest.txt")).isEqualTo("ok tests.T.test_a\n");
  }

  @Test
  void mochaTellsOfEveryTestAndGoesOnWhereNoReportCanBeWritten() throws Exception {
    requireProgram("node");
    write("node_modules/mocha/package.json", "{\"name\": \"mocha\", \"main\": \"index.js\"}");
    write("node_modules/mocha/index.js", MOCHA);
    write("run.js", MOCHA_RUN);
    String start = "node --require " + Reporting.TOOLS + "/mocha.js run.js";

    String output = run(mocha(), start);

    assertThat(output.lines()).containsExactly("told pass", "true", "told fail", "told end");
    assertThat(report("mocha.txt").lines())
        .containsExactly("ok sums adds 1", "failed sums takes away");
    assertThat(run(mocha(), "rm -rf " + Reporting.FOLDER, start)).isEqualTo(output);
  }

  @Test
  void theFlagsThatGoHasStay() throws Exception {
    write(
        "bin/go",
        "#!/bin/sh\ncase \"$2\" in GOFLAGS) echo -mod=mod ;; GOVERSION) echo go1.19 ;; esac\n");
    assertThat(folder.resolve("bin/go").toFile().setExecutable(true)).isTrue();
    Reporting go = Reporting.of(List.of("go test -v ./..."), "parse_log_gotest").orElseThrow();
    // The script is told of this Go by the path that it begins with.
    Reporting here =
        new Reporting(
            go.runner(),
            go.format(),
            go.naming(),
            "export PATH=" + folder + "/bin:$PATH\n" + go.prelude(),
            go.commands(),
            go.find());

    String output =
        run(here, "echo \"<$GOFLAGS>\"", "echo \"<${GRADER_GO_V:--v}>\"")
            .replace(folder.toString(), "HERE");

    assertThat(output.lines()).containsExactly("<-mod=mod -exec=HERE/tools/go-exec>", "<-v>");
  }

  @Test
  void rspecKeepsItsFirstFormatterWhereverThatStands() {
    String ours = "bundle exec rspec --format json --out " + Reporting.FOLDER + "/rspec.json";
    for (String rest : List.of(" -f json a_spec.rb", " a_spec.rb --format json | jq .")) {
      assertThat(
              Reporting.of(List.of("bundle exec rspec" + rest), "parse_log_rspec_transformed_json")
                  .orElseThrow()
                  .commands())
          .containsExactly(ours + rest);
    }
    // A formatter of the project's settings would be replaced, and a file of its own has a use.
    for (String none : List.of("rspec a_spec.rb", "rspec -f json -o out.json")) {
      assertThat(Reporting.of(List.of(none), "parse_log_rspec_transformed_json")).isEmpty();
    }
  }
}
