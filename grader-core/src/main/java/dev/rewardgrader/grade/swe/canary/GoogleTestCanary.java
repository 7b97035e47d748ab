package dev.rewardgrader.grade.swe.canary;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tests added to a test file, which is then built and run as the real ones were. */
final class GoogleTestCanary {
  private static final Pattern SUITE = Pattern.compile("([A-Za-z]\\w*)\\.[A-Za-z]\\w*");

  private GoogleTestCanary() {}

  static Optional<Canary> of(Suite suite) {
    Optional<String> file = suite.file(".cc", ".cpp", ".cxx");
    Optional<Matcher> test =
        suite.failToPass().stream().map(SUITE::matcher).filter(Matcher::matches).findFirst();
    if (file.isEmpty() || test.isEmpty() || suite.build().isEmpty()) {
      return Optional.empty();
    }
    String nonce = Suite.nonce();
    String run = String.join("\n", suite.build()) + "\n" + String.join("\n", suite.commands());
    return Optional.of(
        new Canary("googletest", nonce, file.get(), file.get(), text -> text + source(nonce), run));
  }

  private static String source(String nonce) {
    return """

    TEST(%1$s, %1$s_a) { EXPECT_EQ(1, 1); }
    TEST(%1$s, %1$s_b) { EXPECT_EQ(1, 2); }
    TEST(%1$s, %1$s_c) { GTEST_SKIP(); }
    TEST(%1$s, %1$s_d) { ASSERT_TRUE(false); }
    """
        .formatted(nonce);
  }
}
