package dev.rewardgrader.testsuites.code;

import java.util.Map;

/**
 * What is wrong in a published row, and the smallest change that mends it: a reference that fails
 * its own row's assertions, or assertions that never call the candidate. Applied only where the
 * text is the published one.
 *
 * @param part what is mended, for a person: the row's reference or its tests
 * @param published the text that is wrong
 * @param mended what has to stand there
 * @param why for a person
 */
record Erratum(String part, String published, String mended, String why) {
  private static final String REFERENCE = "reference";
  private static final String TESTS = "tests";

  /**
   * {@code console.assert} only prints, and C's own {@code strlen} answers for the one to be
   * written: so nobody heard of these.
   */
  private static final Map<String, Erratum> HUMANEVAL_X =
      Map.of(
          "JavaScript/112",
          new Erratum(
              REFERENCE,
              "    return (z, false)\n  }\n  return (z, true)",
              "    return [t, false]\n  }\n  return [t, true]",
              "it returns a boolean, where the row's assertions want the string, too"),
          "JavaScript/155",
          new Erratum(
              REFERENCE,
              "  while (num > 0) {\n    if (num % 2 == 0) { e++ }\n    else { o++ }\n"
                  + "    num = (num - num % 10) / 10\n  }",
              "  do {\n    if (num % 2 == 0) { e++ }\n    else { o++ }\n"
                  + "    num = (num - num % 10) / 10\n  } while (num > 0)",
              "it counts no digit of 0, where the row's assertions want one"),
          "CPP/23",
          new Erratum(
              TESTS,
              "assert (strlen(\"\") == 0);\n    assert (strlen(\"x\") == 1);\n"
                  + "     assert (strlen(\"asdasnakj\") == 9);",
              "assert (strlen(string(\"\")) == 0);\n    assert (strlen(string(\"x\")) == 1);\n"
                  + "     assert (strlen(string(\"asdasnakj\")) == 9);",
              "they call C's strlen and never the candidate's"),
          "Rust/50",
          new Erratum(
              TESTS,
              "rng.gen_range(0, 2) {\n                0 => rng.gen_range(b'a', b'z' + 1).into(),\n"
                  + "                1 => rng.gen_range(b'A', b'Z' + 1).into(),",
              "rng.gen_range(0..2) {\n                0 => rng.gen_range(b'a'..b'z' + 1).into(),\n"
                  + "                1 => rng.gen_range(b'A'..b'Z' + 1).into(),",
              "they call gen_range as the crate rand had it before 0.8"));

  /** Another task's: changes nothing. */
  private static final Erratum NONE = new Erratum("", "", "", "");

  static Erratum of(String taskId) {
    return HUMANEVAL_X.getOrDefault(taskId, NONE);
  }

  String inReference(String text) {
    return part.equals(REFERENCE) ? text.replace(published, mended) : text;
  }

  String inTests(String text) {
    return part.equals(TESTS) ? text.replace(published, mended) : text;
  }

  /** What is said of a row with this reference and these tests, as published; null for nothing. */
  String note(String reference, String tests) {
    boolean applied = !inReference(reference).equals(reference) || !inTests(tests).equals(tests);
    return applied ? "judged with its " + part + " mended: as published " + why : null;
  }
}
