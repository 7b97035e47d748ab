package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.rollout.CodeTask;
import java.util.List;

/**
 * A test of a package.
 *
 * @param test its id is the path below {@code data} without {@code .in}
 * @param validatorArgs what the output validator is told at this test
 */
record PackageTest(CodeTask.StdioTest test, List<String> validatorArgs) {
  PackageTest {
    validatorArgs = List.copyOf(validatorArgs);
  }

  boolean isSample() {
    return test.id().startsWith("sample/");
  }
}
