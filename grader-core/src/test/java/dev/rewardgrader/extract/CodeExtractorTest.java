package dev.rewardgrader.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CodeExtractorTest {

  @Test
  void takesTheLastFenceOfTheLanguage() {
    Candidate found =
        extract("first\n```python\na\n```\nbetter\n```python\nb\n```\n```bash\nls\n```");

    assertThat(found).isEqualTo(new Candidate("b\n", "python", "last-fence"));
  }

  @Test
  void takesAFenceWithoutATagWhereNoneNamesTheLanguage() {
    assertThat(extract("```\na\n```").rule()).isEqualTo("last-fence");
  }

  @Test
  void doesNotRunAnotherLanguagesFence() {
    assertThat(extract("```cpp\nint main(){}\n```")).isNull();
  }

  @Test
  void takesTheWholeAnswerWhereNoFenceStands() {
    assertThat(extract("print(1)")).isEqualTo(new Candidate("print(1)", null, "whole-text"));
  }

  @Test
  void takesAFenceThatTheModelDidNotClose() {
    assertThat(extract("```python\nprint(1)"))
        .isEqualTo(new Candidate("print(1)", "python", "unclosed-fence"));
  }

  @Test
  void ignoresCodeInsideThoughts() {
    assertThat(extract("<think>```python\nwrong\n```</think>```python\nright\n```").text())
        .isEqualTo("right\n");
    assertThat(extract("<think>```python\nnever done\n```")).isNull();
  }

  @Test
  void findsNothingInAnEmptyAnswer() {
    assertThat(extract("")).isNull();
    assertThat(extract("```python\n```")).isNull();
  }

  @Test
  void closesAFenceOnlyWithAtLeastAsManyMarks() {
    List<Fences.Fence> fences = Fences.of("````md\n```python\nx\n```\n````\n");

    assertThat(fences).hasSize(1);
    assertThat(fences.getFirst().text()).isEqualTo("```python\nx\n```\n");
  }

  @Property(tries = 500)
  void anyTextHasFencesThatAreParts(@ForAll String text) {
    String woven = "```\n" + text + "\n```\n" + text;
    for (Fences.Fence fence : Fences.of(woven)) {
      assertThat(woven).contains(fence.text());
    }
  }

  private static Candidate extract(String text) {
    return CodeExtractor.extract(text, tag -> tag.equals("python") || tag.equals("py"));
  }
}
