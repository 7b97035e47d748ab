package dev.rewardgrader.testsuites.code;

import java.util.Map;

/**
 * A published reference that fails its own row's assertions, and the smallest change that mends it.
 * Applied only where the text is the published one.
 *
 * @param published the text that is wrong
 * @param mended what has to stand there
 * @param why for a person
 */
record Erratum(String published, String mended, String why) {
  /** {@code console.assert} only prints, so nobody heard of these. */
  private static final Map<String, Erratum> HUMANEVAL_X =
      Map.of(
          "JavaScript/112",
          new Erratum(
              "    return (z, false)\n  }\n  return (z, true)",
              "    return [t, false]\n  }\n  return [t, true]",
              "it returns a boolean, where the row's assertions want the string, too"),
          "JavaScript/155",
          new Erratum(
              "  while (num > 0) {\n    if (num % 2 == 0) { e++ }\n    else { o++ }\n"
                  + "    num = (num - num % 10) / 10\n  }",
              "  do {\n    if (num % 2 == 0) { e++ }\n    else { o++ }\n"
                  + "    num = (num - num % 10) / 10\n  } while (num > 0)",
              "it counts no digit of 0, where the row's assertions want one"));

  /**
   * The row with its reference mended and a note of it, where its published one is known to fail.
   */
  static SuiteRow mend(SuiteRow row) {
    Erratum erratum = HUMANEVAL_X.get(row.task().id());
    if (erratum == null || !row.reference().contains(erratum.published)) {
      return row;
    }
    return new SuiteRow(
        row.task(),
        row.reference().replace(erratum.published, erratum.mended),
        "judged with its reference mended: as published " + erratum.why);
  }
}
