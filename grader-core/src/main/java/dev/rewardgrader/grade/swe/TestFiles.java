package dev.rewardgrader.grade.swe;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Files that hold tests. Strict mode takes them from the base commit and the test patch, whatever a
 * model made of them: the tests that count are the task's own.
 */
final class TestFiles {
  /** What the test runners themselves take for a file with tests. */
  private static final List<Pattern> NAMES =
      List.of(
          Pattern.compile("test_[^/]*\\.py|[^/]*_test\\.py"),
          Pattern.compile("[^/]*_test\\.go"),
          Pattern.compile("[^/]*\\.(?:test|spec)\\.[cm]?[jt]sx?"),
          Pattern.compile("(?:Test[^/]*|[^/]*Tests?|[^/]*TestCase|[^/]*IT)\\.java"),
          Pattern.compile("[^/]*_(?:spec|test)\\.rb"),
          Pattern.compile("[^/]*Test\\.php"));

  private TestFiles() {}

  /**
   * Those of some paths that hold tests.
   *
   * @param expected ids of tests; pytest's begin with their file
   */
  static Set<String> of(Iterable<String> paths, Iterable<String> expected) {
    Set<String> named = new TreeSet<>();
    expected.forEach(id -> named.add(file(id)));
    Set<String> files = new TreeSet<>();
    for (String path : paths) {
      if (named.contains(path) || isNamedAsOne(path)) {
        files.add(path);
      }
    }
    return files;
  }

  /** The file of a test of pytest's; else the id as it is. */
  static String file(String id) {
    int end = id.indexOf("::");
    return end < 0 ? id : id.substring(0, end);
  }

  private static boolean isNamedAsOne(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    // Outside of src/test a Java class may well be called Test and be none.
    boolean java = name.endsWith(".java") && !path.contains("src/test/");
    return !java && NAMES.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }
}
