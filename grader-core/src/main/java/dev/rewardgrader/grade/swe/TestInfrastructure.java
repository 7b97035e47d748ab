package dev.rewardgrader.grade.swe;

import java.util.List;
import java.util.Set;

/**
 * Files that decide how tests are found, run and reported, and are no tests themselves. Strict mode
 * takes them from the base commit: no fix of a program needs them, and every known trick goes
 * through one of them.
 */
final class TestInfrastructure {
  private static final Set<String> NAMES =
      Set.of(
          "conftest.py",
          "pytest.ini",
          ".pytest.ini",
          "tox.ini",
          "setup.cfg",
          "noxfile.py",
          "sitecustomize.py",
          "usercustomize.py",
          ".coveragerc",
          "phpunit.xml",
          "phpunit.xml.dist",
          ".rspec",
          "surefire.properties",
          "junit-platform.properties",
          "testng.xml",
          "allure.properties",
          "CTestCustom.cmake",
          "CTestTestfile.cmake",
          "spec_helper.rb",
          "rails_helper.rb",
          "test_helper.rb");

  private static final List<String> PREFIXES =
      List.of(
          "jest.config.",
          "jest.setup.",
          "jest-setup.",
          "setupTests.",
          "ava.config.",
          "vitest.config.",
          "vitest.workspace.",
          "vitest.setup.",
          "karma.conf",
          ".mocharc",
          "playwright.config.",
          "cypress.config.");

  /** Modules that would stand in for a test runner if they lay at the root of a repository. */
  private static final Set<String> RUNNERS =
      Set.of("pytest", "_pytest", "pluggy", "unittest", "nose", "py", "coverage", "xdist");

  /** Words of a file above that only serve to change what a run reports. */
  private static final List<String> HOOKS =
      List.of(
          "pytest_runtest_makereport",
          "pytest_report_teststatus",
          "pytest_runtest_protocol",
          "pytest_runtest_logreport",
          "pytest_pyfunc_call",
          "pytest_sessionfinish",
          "pytest_terminal_summary",
          "hookwrapper",
          "os._exit",
          "TestReport",
          "suspend_global_capture");

  private TestInfrastructure() {}

  static boolean owns(String path) {
    String[] parts = path.split("/");
    String name = parts[parts.length - 1];
    if (NAMES.contains(name) || name.endsWith(".pth")) {
      return true;
    }
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    if (path.startsWith(".mvn/") || path.contains("/.mvn/") || path.startsWith(".cargo/")) {
      return true;
    }
    if (isService(path, name)) {
      return true;
    }
    String root =
        parts.length == 1 && name.endsWith(".py") ? name.substring(0, name.length() - 3) : parts[0];
    return RUNNERS.contains(root) && (parts.length > 1 || name.endsWith(".py"));
  }

  /** What JUnit loads by itself, because a file of the class path says so. */
  private static boolean isService(String path, String name) {
    return path.contains("META-INF/services/")
        && (name.startsWith("org.junit.") || name.startsWith("org.testng."));
  }

  /** A word of the patch, in a file that this class owns, that gives away a trick; or null. */
  static String hook(String patch) {
    boolean owned = false;
    for (String line : (Iterable<String>) patch.lines()::iterator) {
      if (line.startsWith("+++ ")) {
        owned = PatchFile.paths(line).stream().anyMatch(TestInfrastructure::owns);
      } else if (owned && line.startsWith("+")) {
        for (String hook : HOOKS) {
          if (line.contains(hook)) {
            return hook;
          }
        }
      }
    }
    return null;
  }
}
