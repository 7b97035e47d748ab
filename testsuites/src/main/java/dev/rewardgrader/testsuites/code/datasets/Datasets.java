package dev.rewardgrader.testsuites.code.datasets;

import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Suggest;
import java.util.List;

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

  /**
   * @throws InputException with a suggestion when there is no such format
   */
  public static DatasetFormat named(String name) throws InputException {
    List<String> names = ALL.stream().map(DatasetFormat::name).toList();
    return ALL.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "FORMAT",
                    "'%s' is not one of %s%s"
                        .formatted(name, String.join(", ", names), Suggest.hint(name, names))));
  }
}
