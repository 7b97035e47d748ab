package dev.rewardgrader.grade.swe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestFilesTest {
  @Test
  void knowsTheNamesThatTestRunnersLookFor() {
    assertThat(
            TestFiles.of(
                List.of(
                    "tests/test_a.py",
                    "a/b_test.go",
                    "src/a.spec.tsx",
                    "core/src/test/java/a/BTest.java",
                    "spec/a_spec.rb",
                    "tests/ATest.php"),
                List.of()))
        .hasSize(6);
  }

  @Test
  void leavesHelpersAndTheProgramAlone() {
    assertThat(
            TestFiles.of(
                List.of(
                    "tests/helpers.py",
                    "src/contest.py",
                    "src/main/java/a/Test.java",
                    "src/test/java/a/Data.java",
                    "testing/latest.js"),
                List.of()))
        .isEmpty();
  }

  @Test
  void aFileThatAnExpectedTestNamesIsOneWhateverItIsCalled() {
    assertThat(
            TestFiles.of(
                List.of("checks/money.py", "shop/money.py"), List.of("checks/money.py::Sum::test")))
        .containsExactly("checks/money.py");
  }

  @Test
  void filesThatOnlyMoveAreNamedByAPatchToo() {
    String patch =
        """
        diff --git a/tests/test_a.py b/fakes/a.py
        similarity index 100%
        rename from tests/test_a.py
        rename to "fakes/a b.py"
        diff --git a/x.py b/y.py
        --- a/x.py
        +++ b/y.py
        @@ -1 +1 @@
        -rename to nowhere
        +y
        """;

    assertThat(PatchFile.paths(patch))
        .containsExactly("tests/test_a.py", "fakes/a b.py", "x.py", "y.py");
  }
}
