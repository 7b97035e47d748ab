package dev.rewardgrader.grade.code.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The named comparison profiles: how other evaluators compare, their oddities included. A profile
 * never changes; a changed rule gets the next version.
 */
final class Profiles {

  /**
   * @param version of the rule
   * @param printed how output is compared, or null where the evaluator only compares results
   * @param returned how results are compared, or null where it only compares output
   */
  record Profile(String name, int version, Comparison printed, Comparison returned) {
    String id() {
      return name + "/" + version;
    }
  }

  private static final Map<String, Profile> ALL = new TreeMap<>();

  static {
    Comparison equal = PyResults.by(PyValues::equal);
    Comparison orFirst = PyResults.by(AppsCascade::returned);
    add("lcb", LiveCodeBench::printed, equal);
    add("open_instruct", LiveCodeBench::printed, null);
    add("apps", new AppsCascade(true, false), orFirst);
    add("taco", new AppsCascade(true, false), orFirst);
    add("verl_prime", new AppsCascade(false, true), orFirst);
    add("verl_sf", TrainerRules::verlSandboxFusion, null);
    add("sandboxfusion_oj", TrainerRules::sandboxFusion, null);
    add("synthetic1", TrainerRules::synthetic1, PyResults.by(PyResults::samePrint));
    add("code_contests", TrainerRules::codeContests, null);
    add("cf_diff", TrainerRules::codeforcesDiff, null);
    add("evalplus", null, PyResults.by((a, e) -> PyResults.evalPlus(a, e, 0)));
    add("judge0", ByteComparisons.lines(Blanks.RUBY, ByteEquality.EXACT), null);
    add("dmoj_standard", Dmoj::standard, null);
    add("dmoj_easy", Dmoj::easy, null);
    add("dmoj_floats", Dmoj.floats(6, Dmoj.Tolerance.EITHER), null);
    add("dmoj_floatsabs", Dmoj.floats(6, Dmoj.Tolerance.ABSOLUTE), null);
    add("dmoj_floatsrel", Dmoj.floats(6, Dmoj.Tolerance.RELATIVE), null);
    add("testlib_wcmp", Testlib::wcmp, null);
    add("testlib_ncmp", Testlib::ncmp, null);
    add("testlib_lcmp", Testlib::lcmp, null);
    add("testlib_fcmp", Testlib::fcmp, null);
    add("testlib_hcmp", Testlib::hcmp, null);
    add("testlib_rcmp", Testlib::rcmp, null);
    add("testlib_rcmp4", Testlib.rcmp(1e-4), null);
    add("testlib_rcmp6", Testlib.rcmp(1e-6), null);
    add("testlib_rcmp9", Testlib.rcmp(1e-9), null);
    add("testlib_yesno", Testlib::yesno, null);
    add("testlib_nyesno", Testlib::nyesno, null);
    add("kattis", new KattisDefault(false, false, -1, -1), null);
  }

  private Profiles() {}

  private static void add(String name, Comparison printed, Comparison returned) {
    ALL.put(name, new Profile(name, 1, printed, returned));
  }

  /** All names, sorted. */
  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** The profile, or null. A version may be given, as in {@code lcb/1}. */
  static Profile find(String name) {
    int slash = name.indexOf('/');
    Profile profile = ALL.get(slash < 0 ? name : name.substring(0, slash));
    return profile == null || (slash >= 0 && !profile.id().equals(name)) ? null : profile;
  }
}
