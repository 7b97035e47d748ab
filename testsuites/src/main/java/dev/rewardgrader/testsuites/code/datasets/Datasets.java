package dev.rewardgrader.testsuites.code.datasets;

import java.util.List;
import java.util.Optional;

/** Every dataset format. */
public final class Datasets {
  private static final List<DatasetFormat> ALL =
      List.of(
          new LiveCodeBenchRows(),
          new AppsRows("apps", "APPS rows (input_output, starter_code)"),
          new AppsRows("taco", "TACO rows (input_output, starter_code)"),
          new CodeContestsRows(),
          new CodeforcesRows(),
          new BenchmarkRows("humaneval", "HumanEval rows (prompt, test, entry_point)"),
          new BenchmarkRows("humaneval-x", "HumanEval-X rows of six languages (declaration, test)"),
          new BenchmarkRows("leetcodedataset", "LeetCodeDataset rows (prompt, test, completion)"),
          new MbppRows(),
          new EvalPlusRows(),
          new KodCodeRows(),
          new Synthetic1Rows(),
          new VerlPrimeRows(),
          new AceCodeRows(),
          new RStarCoderRows());

  private Datasets() {}

  public static List<DatasetFormat> all() {
    return ALL;
  }

  public static Optional<DatasetFormat> named(String name) {
    return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
  }
}
