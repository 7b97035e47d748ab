package dev.rewardgrader.grade.swe.report;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The structured reports of one run, beside its log.
 *
 * @param runner that wrote them
 * @param files how many there were
 * @param unreadable how many of them had another form
 * @param tests all tests of all files
 * @param agreement with the log
 * @param denied expected tests that pass in the log and fail in a report
 */
public record SecondChannel(
    String runner,
    int files,
    int unreadable,
    List<ReportedTest> tests,
    Agreement agreement,
    List<String> denied) {

  private static final Pattern PLAIN_PYTEST = Pattern.compile("[\\w./-]+\\.py(?:::\\w+)+");
  private static final Pattern PLAIN = Pattern.compile("\\w+(?:(?: |/| > |\\.)\\w+)*+");

  private static final Pattern PLAIN_UNITTEST = Pattern.compile("\\w+ \\([\\w.]+\\)");
  private static final Pattern PLAIN_MINITEST = Pattern.compile("[\\w:]+#[\\w: ]+");

  /** A class by its full name: a display name stands in the log alone. */
  private static final Pattern PLAIN_ARROW = Pattern.compile("\\w+(?:[.$]\\w+)+ > \\w+(?:\\(\\))?");

  private static final Pattern PLAIN_PATH = Pattern.compile("\\w+(?:::\\w+)*+");

  public SecondChannel {
    tests = List.copyOf(tests);
    denied = List.copyOf(denied);
  }

  /** Reads files and compares them with the statuses of a log. */
  public static SecondChannel of(
      Reporting reporting,
      Collection<String> files,
      Map<String, String> log,
      Collection<String> expected) {
    List<ReportedTest> tests = new ArrayList<>();
    int unreadable = 0;
    for (String file : files) {
      try {
        tests.addAll(reporting.format().read(file));
      } catch (MalformedReportException e) {
        unreadable++;
      }
    }
    Agreement agreement = Agreement.of(log, tests, reporting.naming());
    Set<String> wanted = new HashSet<>(expected);
    // Not those that only did not pass.
    Set<String> failed = Agreement.failed(agreement.contradictions(), tests, reporting.naming());
    List<String> denied =
        agreement.contradictions().stream()
            .filter(wanted::contains)
            .filter(id -> TestStatus.PASSED.name().equals(log.get(id)))
            .filter(failed::contains)
            .toList();
    return new SecondChannel(
        reporting.runner(), files.size(), unreadable, tests, agreement, denied);
  }

  /**
   * Expected tests that pass in a log and of which no report tells: either they never ran to their
   * end, or a report gives them other names. Only ids are told whose names are plain.
   *
   * @param log statuses by test id
   */
  public List<String> absent(
      Map<String, String> log, Collection<String> expected, Agreement.Naming naming) {
    Set<String> wanted = new HashSet<>(expected);
    return agreement.onlyLog().stream()
        .filter(wanted::contains)
        .filter(id -> TestStatus.passes(log.get(id)))
        .filter(id -> isPlain(id, naming))
        .toList();
  }

  /** Whether runners agree on how to write an id. */
  private static boolean isPlain(String id, Agreement.Naming naming) {
    return switch (naming) {
      case PYTEST -> PLAIN_PYTEST.matcher(id).matches();
      case CLASS_ARROW_METHOD -> PLAIN_ARROW.matcher(id).matches();
      case UNITTEST -> PLAIN_UNITTEST.matcher(id).matches();
      case NAME -> PLAIN.matcher(id).matches() || PLAIN_PATH.matcher(id).matches();
      case RSPEC -> id.endsWith("]");
      case MINITEST -> PLAIN_MINITEST.matcher(id).matches();
      default -> PLAIN.matcher(id).matches();
    };
  }
}
