package dev.rewardgrader.grade.swe.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SimilarityTest {
  private static final String EDIT =
      "<think>t</think><solution>```python\n### a.py\n<<<<<<< SEARCH\n%s\n=======\n%s\n>>>>>>> REPLACE\n"
          + "```</solution>";

  @Test
  void countsCodePoints() {
    assertThat(SequenceMatcher.ofText("😀a", "😀b", false).ratio()).isEqualTo(0.5);
    assertThat(SequenceMatcher.ofText("", "", true).ratio()).isEqualTo(1.0);
  }

  @Test
  void popularElementsAreJunkFromTwoHundredOn() {
    String text = "ab".repeat(100);

    assertThat(SequenceMatcher.ofText("x" + text, text, false).ratio()).isGreaterThan(0.99);
    assertThat(SequenceMatcher.ofText("x" + text, text, true).ratio()).isLessThan(0.01);
  }

  @Property
  void aTextIsLikeItself(@ForAll String text) {
    assertThat(SequenceMatcher.ofText(text, text, false).ratio()).isEqualTo(1.0);
  }

  @Property
  void blocksAreEqualAndInOrder(@ForAll List<Boolean> a, @ForAll List<Boolean> b) {
    int lastA = 0;
    int lastB = 0;
    for (SequenceMatcher.Block block : SequenceMatcher.of(a, b, true).blocks()) {
      assertThat(block.a()).isGreaterThanOrEqualTo(lastA);
      assertThat(block.b()).isGreaterThanOrEqualTo(lastB);
      lastA = block.a() + block.size();
      lastB = block.b() + block.size();
      assertThat(a.subList(block.a(), lastA)).isEqualTo(b.subList(block.b(), lastB));
    }
  }

  @Test
  void diffsAsPythonDoes() {
    assertThat(UnifiedDiff.of("a\nb\nc\n", "a\nx\nc\n"))
        .isEqualTo("@@ -1,3 +1,3 @@\n a\n-b\n+x\n c");
    assertThat(UnifiedDiff.of("", "a\n")).isEqualTo("@@ -0,0 +1 @@\n+a");
    assertThat(UnifiedDiff.of("a", "a\n")).isEmpty();
    String nine = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    assertThat(UnifiedDiff.of(nine, "x\n2\n3\n4\n5\n6\n7\n8\ny\n"))
        .isEqualTo("@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y");
  }

  @Test
  void rewardsTheReferenceChangeWithOne() {
    SweRlReward.Result result =
        SweRlReward.ofEdits(
            Map.of("a.py", "x = 1\n"), Map.of("a.py", "x = 2\n"), EDIT.formatted("x = 1", "x = 2"));

    assertThat(result.reward()).isEqualTo(1.0);
  }

  @Test
  void rewardsAnotherFileWithNothing() {
    SweRlReward.Result result =
        SweRlReward.ofEdits(
            Map.of("a.py", "x = 1\n", "b.py", "y\n"),
            Map.of("b.py", "z\n"),
            EDIT.formatted("x = 1", "x = 2"));

    assertThat(result)
        .isEqualTo(new SweRlReward.Result.Compared(0.0, Map.of("a.py", 0.0, "b.py", 0.0)));
  }

  @Test
  void punishesWhatIsNoEdit() {
    Map<String, String> before = Map.of("a.py", "x = 1\n");

    for (String output :
        List.of(
            "",
            "<think></think><solution></solution>",
            "<think>t</think><solution></solution>",
            EDIT.formatted("x = 1", "x = 1"),
            EDIT.formatted("y = 1", "y = 2"),
            EDIT.formatted("x = 1", "x = 2") + "<think>")) {
      assertThat(SweRlReward.ofEdits(before, before, output))
          .isInstanceOf(SweRlReward.Result.FormatError.class)
          .extracting(SweRlReward.Result::reward)
          .isEqualTo(-1.0);
    }
  }
}
