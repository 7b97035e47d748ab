package dev.rewardgrader.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python src/a.py",
        "python:src/a.py",
        "src/a.py",
        "python title=\"src/a.py\"",
        "python file=src/a.py",
        "{src/a.py}"
      })
  void readsTheNameInAFencesOpeningLine(String info) {
    FileSet set = FileSet.of("Text\n```" + info + "\nx = 1\n```\n");

    assertThat(set.files()).containsOnlyKeys("src/a.py").containsValue("x = 1\n");
    assertThat(set.rule()).isEqualTo("named-fences");
  }

  @Test
  void takesTheLastOfAName() {
    FileSet set = FileSet.of("```a.py\n1\n```\n```b.py\n2\n```\n```a.py\n3\n```\n");

    assertThat(set.files()).containsEntry("a.py", "3\n").hasSize(2);
  }

  @Test
  void readsAnObjectOfTexts() {
    assertThat(FileSet.of("{\"files\":{\"a.py\":\"1\"}}").files()).containsEntry("a.py", "1");
    assertThat(FileSet.of("Here:\n```json\n{\"d/a.py\":\"1\"}\n```").files())
        .containsEntry("d/a.py", "1");
    assertThat(FileSet.of("<think>{\"a.py\":\"0\"}</think>{\"a.py\":\"1\"}").files())
        .containsEntry("a.py", "1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../a.py", "/etc/a.py", "a/../b.py", "a//b.py", "-o.py", ".bashrc", "a\\b.py", ""})
  void refusesPathsThatLeadOutOrMeanSomethingElse(String path) {
    String escaped = path.replace("\\", "\\\\");
    assertThat(FileSet.of("{\"" + escaped + "\":\"1\"}")).isNull();
    assertThat(FileSet.of("```python title=\"" + path + "\"\nx\n```\n")).isNull();
  }

  @Test
  void findsNothingWhereNothingHasAName() {
    assertThat(FileSet.of("```python\nprint(1)\n```")).isNull();
    assertThat(FileSet.of("just text")).isNull();
    assertThat(FileSet.of("[1, 2]")).isNull();
  }

  @Property(tries = 300)
  void neverFailsAndNeverGivesAPathThatLeadsOut(@ForAll String text) {
    FileSet set = FileSet.of("```" + text + "\nx\n```\n{" + text);

    if (set != null) {
      assertThat(set.files().keySet())
          .allMatch(p -> !List.of(p.split("/", -1)).contains("..") && !p.startsWith("/"));
    }
  }
}
