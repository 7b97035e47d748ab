package dev.rewardgrader.grade.swe.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void whatStandsInQuotesIsPartOfOneWord() {
    assertThat(Words.of(" pytest  -k 'a or b' --x=\"c d\"e $F "))
        .containsExactly("pytest", "-k", "'a or b'", "--x=\"c d\"e", "$F");
    assertThat(Words.of("say it's")).containsExactly("say", "it's");
    assertThat(Words.of(" ")).isEmpty();
  }

  @Test
  void optionsStayWithTheirValues() {
    assertThat(
            Words.options(
                Words.of("run test -k 'a b' --fast x.py --n 2 y"), 2, Set.of("-k", "--n")))
        .isEqualTo("run test -k 'a b' --fast --n 2");
    assertThat(Words.options(Words.of("run --n"), 1, Set.of("--n"))).isEqualTo("run --n");
  }

  @Test
  void chosenWordsGoFromAnywhere() {
    assertThat(
            Words.without(
                Words.of("a.py b -c d.py e.py --f.py g.py -c"),
                Set.of("-c"),
                word -> word.endsWith(".py")))
        .isEqualTo("b -c d.py --f.py -c");
  }
}
