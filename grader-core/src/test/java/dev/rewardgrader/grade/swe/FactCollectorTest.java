package dev.rewardgrader.grade.swe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rewardgrader.grade.swe.facts.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tools of an image say, with a tsc that tells how it was called. */
class FactCollectorTest {
  @TempDir Path temp;
  private Path repository;

  @BeforeEach
  void repositoryWithItsOwnTypeScript() throws Exception {
    repository = Files.createDirectory(temp.resolve("repository"));
    write(
        "node_modules/.bin/tsc",
        """
        #!/bin/sh
        echo "src/a.ts(1,2): error TS2322: $*"
        echo "src/b.ts(3,4): error TS1109: Expression expected."
        echo "  a line between, which is none of theirs: error"
        """);
    assertThat(repository.resolve("node_modules/.bin/tsc").toFile().setExecutable(true)).isTrue();
  }

  private void write(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Diagnostics collect(String... files) throws Exception {
    Workspace workspace = new Workspace(new ThisMachine(temp), repository.toString());
    return new FactCollector(workspace, Set.of(files)).collect();
  }

  @Test
  void errorsOfTypeScriptAreCountedAndThoseOfSyntaxNameTheirFile() throws Exception {
    write("tsconfig.json", "{}");

    Diagnostics found = collect("src/a.ts");

    assertThat(found.tools()).containsExactly("tsc");
    assertThat(found.errors()).isEqualTo(2);
    assertThat(found.unparsable()).containsExactly("src/b.ts");
  }

  @Test
  void eachProjectIsAskedOnceAndFilesOfNoneByThemselves() throws Exception {
    write("packages/one/tsconfig.json", "{}");
    write("packages/two/tsconfig.json", "{}");
    write("lone.ts", "");

    Diagnostics found =
        collect(
            "packages/one/src/a.ts",
            "packages/one/b.tsx",
            "packages/two/c.ts",
            "lone.ts",
            "taken-away.ts");

    assertThat(found.errors()).isEqualTo(3 * 2);
  }

  @Test
  void compilerThatAPatchBringsIsNotRun() throws Exception {
    write("tsconfig.json", "{}");

    assertThat(collect("src/a.ts", "node_modules/.bin/tsc")).isEqualTo(Diagnostics.NONE);
  }

  @Test
  void patchThatTellsTheCompilerWhatToLookAtGetsNothingFromIt() throws Exception {
    write("packages/one/tsconfig.json", "{}");

    assertThat(collect("packages/one/a.ts", "packages/one/tsconfig.json"))
        .isEqualTo(Diagnostics.NONE);
    assertThat(collect("packages/one/a.ts", "tsconfig.base.json")).isEqualTo(Diagnostics.NONE);
  }

  @Test
  void pythonFilesAreCompiledAndNotRun() throws Exception {
    write("good.py", "raise SystemExit('ran')\n");
    write("bad.py", "def f(:\n");

    Diagnostics found = collect("good.py", "bad.py", "taken-away.py");

    assertThat(found.tools()).contains("python");
    assertThat(found.errors()).isEqualTo(1);
    assertThat(found.unparsable()).containsExactly("bad.py");
  }

  @Test
  void javacTellsOfFilesWhoseNamesHaveSpaces() throws Exception {
    assumeTrue(runs("javac", "-version"), "no javac on this machine");
    write("src/main/java/A.java", "class A { java.util.List a; }");
    write("my tests/B.java", "class B { int b = missing; }");

    Diagnostics found = collect("src/main/java/A.java", "my tests/B.java");

    assertThat(found.tools()).contains("javac");
    assertThat(found.errors()).isEqualTo(1);
    assertThat(found.warnings()).isEqualTo(1);
  }

  @Test
  void pyflakesGoesOnAfterAFileThatIsNestedTooDeepForIt() throws Exception {
    assumeTrue(runs("python3", "-I", "-c", "import pyflakes"), "no pyflakes on this machine");
    write("a.py", "x = " + "-".repeat(2000) + "1\n");
    write("b.py", "x = missing\n");

    Diagnostics found = collect("a.py", "b.py");

    assertThat(found.tools()).contains("pyflakes");
    assertThat(found.errors()).isEqualTo(1);
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
