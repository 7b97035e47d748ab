package dev.rewardgrader.grade.swe.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StaticFactsTest {
  @Test
  void readsTheLinesOfTheToolsAndPassesOverOthers() {
    Diagnostics found =
        Diagnostics.of(
            "tool\tpython\nerror\ta.py: x\nunparsable\ta.py\nwarning\tb.py: y\nTraceback\n\tz\n");

    assertThat(found.errors()).isEqualTo(1);
    assertThat(found.warnings()).isEqualTo(1);
    assertThat(found.unparsable()).containsExactly("a.py");
    assertThat(found.tools()).containsExactly("python");
  }

  @Test
  void countsWhatCameLessWhatWent() {
    Diagnostics before = Diagnostics.of("error\ta\nwarning\tb\nwarning\tc\nunparsable\told.py\n");
    StaticFacts facts =
        new StaticFacts(before, Diagnostics.of("error\ta\nerror\td\nunparsable\told.py\n"));

    assertThat(facts.errors()).isEqualTo(1);
    assertThat(facts.warnings()).isEqualTo(-2);
    assertThat(facts.broken()).isZero();
  }

  @Test
  void aFileThatNoLongerParsesIsBroken() {
    Diagnostics before = Diagnostics.of("unparsable\told.py\n");
    Diagnostics after = Diagnostics.of("unparsable\told.py\nunparsable\tnew.py\n");

    assertThat(new StaticFacts(before, after).broken()).isEqualTo(1);
    assertThat(after.broken(before)).containsExactly("new.py");
  }

  @Test
  void errorsThatABrokenFileHidesAreNotGone() {
    Diagnostics before = Diagnostics.of("error\ta\nerror\tb\nerror\tc\nwarning\td\n");
    StaticFacts facts =
        new StaticFacts(before, Diagnostics.of("error\ta.ts(1,1): x\nunparsable\ta.ts\n"));

    assertThat(facts.errors()).isEqualTo(1);
    assertThat(facts.warnings()).isZero();
  }

  @Test
  void javaNeedsNoJdkInTheContainer() {
    Diagnostics found =
        JavaSyntax.of(Map.of("A.java", "record A(int x) {}", "B.java", "class B { void b( {} }"));

    assertThat(found.unparsable()).containsExactly("B.java");
    assertThat(found.errors()).isPositive();
    assertThat(found.tools()).containsExactly("javaparser");
  }

  @Test
  void deepNestingIsAnErrorAndNoCrash() {
    String deep = "class A { int x = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + "; }";

    assertThat(JavaSyntax.of(Map.of("A.java", deep)).unparsable()).containsExactly("A.java");
  }
}
