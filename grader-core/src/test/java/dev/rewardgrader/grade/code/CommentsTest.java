package dev.rewardgrader.grade.code;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class CommentsTest {

  @Test
  void dropsCommentsAndKeepsLiteralsThatLookLikeThem() {
    assertThat(Comments.removed("a // b\nc /* d */ e \"// f\" '\"' `/* g */`", false))
        .isEqualTo("a \nc   e \"// f\" '\"' `/* g */`");
  }

  @Test
  void keepsWordsAlone() {
    assertThat(Comments.words("x.y(\"strings.z\") // strings.z", false)).isEqualTo("x.y( ) ");
  }

  @Test
  void nestsBlocksWhereTheLanguageDoes() {
    assertThat(Comments.removed("a /* b /* c */ d */ e", true)).isEqualTo("a   e");
    assertThat(Comments.removed("a /* b /* c */ d", false)).isEqualTo("a   d");
  }

  @Test
  void knowsRawStringsAndLifetimes() {
    String rust = "fn f<'a>(s: &'a str) { g(r#\"// \"quoted\" \"#, '\\'') }";
    assertThat(Comments.removed(rust, true)).isEqualTo(rust);
  }

  @Property
  void comesToAnEndAndAddsNothing(
      @ForAll
          @Chars({'/', '*', '"', '\'', '`', '\\', 'r', '#', '\n'})
          @CharRange(from = 'a', to = 'c')
          String text,
      @ForAll boolean nested) {
    assertThat(Comments.removed(text, nested).length()).isLessThanOrEqualTo(text.length());
  }
}
