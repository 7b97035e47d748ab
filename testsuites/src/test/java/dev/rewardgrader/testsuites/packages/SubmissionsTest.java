package dev.rewardgrader.testsuites.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.Verdict;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What submissions promise, and how a promise is broken. */
class SubmissionsTest {
  private static final String NEW = "problem_format_version: 2023-07-draft\n";
  private static final Map<String, Verdict> LATE = Map.of("secret/2", Verdict.TIME_LIMIT_EXCEEDED);

  @TempDir private Path path;

  private PackageFolder folder(String problem) throws Exception {
    return new PackageFolder(path)
        .with("problem.yaml", problem)
        .withTest("sample/1")
        .withTest("secret/1")
        .withTest("secret/2");
  }

  @Test
  void aFolderOfTheNewFormatPromisesSomethingOfEveryTest() throws Exception {
    PackageFolder folder = folder(NEW).withSubmission("wrong_answer/a.py");
    Map<String, Verdict> both =
        Map.of("secret/1", Verdict.WRONG_ANSWER, "secret/2", Verdict.RUNTIME_ERROR);

    assertThat(folder.judge("wrong_answer/a.py", both).broken()).contains("secret/2");
    assertThat(
            folder
                .judge("wrong_answer/a.py", Map.of("secret/1", Verdict.WRONG_ANSWER))
                .isAsExpected())
        .isTrue();
    assertThat(folder.judge("wrong_answer/a.py", Map.of()).broken()).contains("WRONG_ANSWER");
  }

  @Test
  void bruteForceMayBeSlowAndNeverWrong() throws Exception {
    PackageFolder folder = folder(NEW).withSubmission("brute_force/a.py");

    assertThat(folder.judge("brute_force/a.py", LATE).isAsExpected()).isTrue();
    assertThat(
            folder
                .judge("brute_force/a.py", Map.of("secret/1", Verdict.WRONG_ANSWER))
                .isAsExpected())
        .isFalse();
  }

  @Test
  void rulesNameSubmissionsAndTestsByPatterns() throws Exception {
    PackageFolder folder =
        folder(NEW)
            .withSubmission("slow/a.py")
            .withSubmission("slow/b.cpp")
            .with(
                "submissions/submissions.yaml",
                """
                slow/{a,c}.py:
                  secret/*:
                    permitted: [AC, TLE]
                    required: [TLE]
                  sample:
                    permitted: [AC]
                """);

    assertThat(folder.judge("slow/a.py", LATE).isAsExpected()).isTrue();
    assertThat(folder.judge("slow/a.py", Map.of()).broken()).contains("TIME_LIMIT_EXCEEDED");
    Map<String, Verdict> sampleToo =
        Map.of("sample/1", Verdict.WRONG_ANSWER, "secret/2", Verdict.TIME_LIMIT_EXCEEDED);
    assertThat(folder.judge("slow/a.py", sampleToo).broken()).contains("sample/1");
    assertThat(folder.judge("slow/b.cpp", Map.of()).isAsExpected()).isTrue();
  }

  @Test
  void aRuleForAFolderTakesThePlaceOfWhatItsNameSays() throws Exception {
    PackageFolder folder =
        folder(NEW)
            .withSubmission("time_limit_exceeded/a.py")
            .with(
                "submissions/submissions.yaml",
                "time_limit_exceeded:\n  permitted: [AC, WA, TLE]\n");
    Map<String, Verdict> both =
        Map.of("secret/1", Verdict.WRONG_ANSWER, "secret/2", Verdict.TIME_LIMIT_EXCEEDED);

    assertThat(folder.judge("time_limit_exceeded/a.py", both).isAsExpected()).isTrue();
    assertThat(
            folder
                .judge("time_limit_exceeded/a.py", Map.of("secret/1", Verdict.WRONG_ANSWER))
                .broken())
        .contains("TIME_LIMIT_EXCEEDED");
  }

  @Test
  void scoresAreHeldToTheirRange() throws Exception {
    PackageFolder folder =
        folder(NEW + "type: scoring\n")
            .withSubmission("some/a.py")
            .with("submissions/submissions.yaml", "some/a.py:\n  secret:\n    score: [40, 60]\n");

    assertThat(folder.judge("some/a.py", LATE).isAsExpected()).isTrue();
    assertThat(folder.judge("some/a.py", Map.of()).broken()).contains("100");
  }

  @Test
  void domjudgeNamesEntryPointsInAFileOfItsOwn() throws Exception {
    PackageFolder folder =
        folder("")
            .with("submissions/accepted/two/a.py", "import b\n")
            .with("submissions/accepted/two/main.py", "x = 1\n")
            .with(
                "submissions.json", "{\"submissions/accepted/two/\": {\"entry_point\": \"a.py\"}}");

    assertThat(folder.submission("accepted/two").source()).isEqualTo("import b\n");
  }

  @Test
  void includedFilesGoOverASubmissionsOwn() throws Exception {
    PackageFolder folder =
        folder("")
            .withSubmission("accepted/solve.py")
            .with("include/default/data.txt", "all")
            .with("include/python3/main.py", "import solve\n")
            .with("include/java/Main.java", "class Main {}");

    PackageSubmission submission = folder.submission("accepted/solve.py");
    assertThat(submission.source()).isEqualTo("import solve\n");
    assertThat(submission.files()).containsOnlyKeys("solve.py", "data.txt");
  }

  @Test
  void sourcesOfCppAreAllCompiledWhateverTheirEnding() throws Exception {
    PackageFolder folder =
        folder("")
            .with("submissions/accepted/parts/main.cc", "int main() {}")
            .with("submissions/accepted/parts/other.cc", "int f() { return 1; }")
            .with("submissions/accepted/parts/other.h", "int f();");

    assertThat(folder.submission("accepted/parts").files())
        .containsOnlyKeys("other.cpp", "other.h");
  }

  @Test
  void submissionsInNoKnownLanguageAreNamed() throws Exception {
    assertThat(folder("").with("submissions/accepted/a.zig", "x").read().skipped())
        .containsExactly("accepted/a.zig");
  }

  @Test
  void aLimitThatIsNotNamedIsThatOfTheAcceptedSubmissions() {
    Timing legacy = new Timing(Double.NaN, 5, 1, true);
    Timing draft = new Timing(Double.NaN, 2, 0.5, false);

    assertThat(legacy.millis(Duration.ofMillis(20))).isEqualTo(1000);
    assertThat(legacy.millis(Duration.ofMillis(700))).isEqualTo(4000);
    assertThat(draft.millis(Duration.ofMillis(20))).isEqualTo(500);
    assertThat(draft.millis(Duration.ofMillis(700))).isEqualTo(1500);
  }

  @Test
  void readsAnArchiveAndNamesFilesInIt() throws Exception {
    Path zip = path.resolve("sum.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (String name : new String[] {"sum/data/secret/1.in", "sum/submissions/accepted/a.py"}) {
        entries.putNextEntry(new ZipEntry(name));
        entries.write("1\n".getBytes(StandardCharsets.UTF_8));
      }
    }

    try (PackageArchive archive = PackageArchive.open(zip)) {
      assertThatThrownBy(archive::read)
          .isInstanceOf(PackageException.class)
          .hasMessageContaining("sum.zip/sum/data/secret/1.in")
          .hasMessageContaining("1.ans");
    }
  }

  @Test
  void anArchiveCannotWriteOutsideItsFolder() throws Exception {
    Path zip = path.resolve("evil.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      entries.putNextEntry(new ZipEntry("../evil.txt"));
      entries.write(1);
    }

    assertThatThrownBy(() -> PackageArchive.open(zip))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining("evil.txt");
  }
}
