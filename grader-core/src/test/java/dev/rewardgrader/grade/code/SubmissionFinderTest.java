package dev.rewardgrader.grade.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.rollout.CodeTask;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmissionFinderTest {
  private final SubmissionFinder finder =
      new SubmissionFinder(
          new Languages(List.of(PrefixTest.language("python"), PrefixTest.language("cpp"))));

  @Test
  void takesTheLanguageFromTheTag() throws GraderFault {
    Submission found = finder.find(task("auto"), "```cpp\nint main() {}\n```");
    assertThat(found.language().name()).isEqualTo("cpp");
  }

  @Test
  void guessesTheLanguageWhereNoTagTells() throws GraderFault {
    Submission found =
        finder.find(task("auto"), "```\n#include <iostream>\nint main() { std::cout << 1; }\n```");
    assertThat(found.language().name()).isEqualTo("cpp");
    found = finder.find(task("auto"), "n = int(input())\nfor i in range(n):\n    print(i)\n");
    assertThat(found.language().name()).isEqualTo("python");
  }

  @Test
  void takesTheLastBlockOfTheLanguage() throws GraderFault {
    Submission found =
        finder.find(
            task("python"), "```python\nprint(1)\n```\n```python\nprint(2)\n```\n```\noutput\n```");
    assertThat(found.source()).isEqualTo("print(2)\n");
  }

  @Test
  void findsNothingInAnotherLanguage() throws GraderFault {
    assertThat(finder.find(task("python"), "```rust\nfn main() {}\n```")).isNull();
  }

  @Test
  void blamesTheTaskForALanguageThatIsNotThere() {
    assertThatThrownBy(() -> finder.find(task("pyhton"), "print(1)"))
        .isInstanceOf(GraderFault.class)
        .hasMessageContaining("python");
  }

  private static CodeTask task(String language) {
    return new CodeTask(
        "t",
        null,
        language,
        new CodeTask.Stdio(List.of()),
        new CodeTask.Checker("lines", null),
        CodeTask.TaskLimits.NONE,
        "",
        Map.of(),
        null);
  }
}
