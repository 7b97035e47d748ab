package dev.rewardgrader.testsuites.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.rollout.CodeTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages as people and their tools make them. */
class OddPackagesTest {
  @TempDir private Path path;

  @Test
  void aPackageMayLieInAFolderOfItsOwn() throws Exception {
    new PackageFolder(path.resolve("sum")).withTest("secret/1").withSubmission("accepted/a.py");

    assertThat(PackageReader.read(path).name()).isEqualTo("sum");
  }

  @Test
  void ofSeveralPackagesOneMustBeNamed() throws Exception {
    new PackageFolder(path.resolve("a")).withTest("secret/1");
    new PackageFolder(path.resolve("b")).withTest("secret/1");

    assertThatThrownBy(() -> PackageReader.read(path)).hasMessageContaining("a, b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sum/", "sum\\"})
  void anArchiveMayHoldTheFolderOrWhatIsInIt(String prefix) throws Exception {
    Path zip = path.resolve("sum.ZIP");
    String parted = prefix.endsWith("\\") ? "data\\secret\\1" : "data/secret/1";
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : List.of(prefix + parted + ".in", prefix + parted + ".ans")) {
        out.putNextEntry(new ZipEntry(name));
        out.write("1\n".getBytes(StandardCharsets.UTF_8));
      }
      out.putNextEntry(new ZipEntry("__MACOSX/._data"));
    }
    try (PackageArchive archive = PackageArchive.open(zip)) {
      assertThat(archive.read().order()).containsExactly("secret/1");
      assertThat(archive.read().name()).isEqualTo("sum");
    }
  }

  @Test
  void filesOfWindowsAreRead() throws Exception {
    ProblemPackage problem =
        folder()
            .with("problem.yaml", "\uFEFFname: Sum\r\nlimits:\r\n  time_limit: 3\r\n")
            .with("submissions/wrong_answer/A.PY", "print(1)\r\n")
            .read();

    assertThat(problem.tasks().getFirst().limits().timeMs()).isEqualTo(3000);
    assertThat(problem.submissions())
        .extracting(PackageSubmission::language)
        .containsOnly("python");
    assertThat(folder().with(".timelimit", "\uFEFF7\r\n").with("problem.yaml", "").read())
        .satisfies(p -> assertThat(p.tasks().getFirst().limits().timeMs()).isEqualTo(7000));
  }

  @Test
  void linksAreFollowed() throws Exception {
    PackageFolder folder =
        folder().with("tests/2.in", "2\n").with("tests/2.ans", "2\n").with("tests/files/a", "a");
    link("data/secret/2.in", "tests/2.in");
    link("data/secret/2.ans", "tests/2.ans");
    link("data/secret/2.files", "tests/files");
    link("data/secret/group", "tests");

    assertThat(folder.read().order()).containsExactly("secret/1", "secret/2", "secret/group/2");
    CodeTask.Stdio form = (CodeTask.Stdio) folder.read().tasks().getFirst().form();
    assertThat(form.tests().get(1).files()).containsEntry("a", "a");
  }

  @Test
  void brokenLinksAndCirclesAreNamed() throws Exception {
    PackageFolder folder = folder();
    link("data/secret/2.in", "tests/none");
    folder.with("data/secret/2.ans", "1\n");
    assertThatThrownBy(folder::read).hasMessageContaining("2.in");

    Files.delete(path.resolve("data/secret/2.in"));
    Files.createDirectories(path.resolve("submissions/accepted/circle"));
    link("submissions/accepted/circle/again", "submissions/accepted/circle");
    assertThatThrownBy(folder::read)
        .isInstanceOf(PackageException.class)
        .hasMessageContaining("circle");
  }

  @Test
  void whatIsLeftOutIsTold() throws Exception {
    ProblemPackage problem = folder().with("data/secret/2.ans", "2\n").read();

    assertThat(problem.notes())
        .satisfiesExactly(
            first -> assertThat(first).contains("data/secret/2.ans"),
            second -> assertThat(second).contains("problem.yaml is missing"));
    assertThat(folder().with("domjudge-problem.ini", "timelimit='2'\r\n").read().notes())
        .hasSize(1);
  }

  @Test
  void capitalsInTheEndingOfATestAreNamed() throws Exception {
    assertThatThrownBy(folder().with("data/secret/2.IN", "2\n")::read)
        .hasMessageContaining("2.IN")
        .hasMessageContaining("small letters");
  }

  @Test
  void aSubmissionOutsideOfEveryFolderPromisesWhatItsTagSays() throws Exception {
    PackageFolder folder =
        folder()
            .with("submissions/tagged.py", "# @EXPECTED_RESULTS@: WRONG-ANSWER\n")
            .with("submissions/README.md", "read me\n");

    assertThat(folder.submission("tagged.py").expected().verdicts()).hasSize(1);
    assertThat(folder.read().skipped()).isEmpty();
  }

  @Test
  void emptyFoldersAndOtherFilesHarmNobody() throws Exception {
    PackageFolder folder = folder().with("submissions/accepted/.gitkeep", "");
    Files.createDirectories(path.resolve("submissions/run_time_error"));
    Files.createDirectories(path.resolve("submissions/wrong_answer/empty"));
    Files.createDirectories(path.resolve("data/secret/group"));
    Files.createDirectories(path.resolve("data/sample"));
    Files.createDirectories(path.resolve("output_validators"));

    assertThat(folder.read().order()).containsExactly("secret/1");
    assertThat(folder.read().skipped()).containsExactly("wrong_answer/empty");
  }

  @Test
  void brokenYamlIsNamedWithItsLine() throws Exception {
    assertThatThrownBy(folder().with("problem.yaml", "name: Sum\nlimits: {memory: 1\n")::read)
        .hasMessageContaining("problem.yaml")
        .hasMessageContaining("line 3");
  }

  private PackageFolder folder() throws IOException {
    return new PackageFolder(path).withTest("secret/1").withSubmission("accepted/a.py");
  }

  private void link(String from, String to) throws IOException {
    Files.createSymbolicLink(path.resolve(from), path.resolve(to));
  }
}
