package dev.rewardgrader.grade.swe.report;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import dev.rewardgrader.grade.swe.xml.SafeXml;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * JUnit's XML as Surefire, Gradle, pytest, jest, googletest and {@code ctest --output-junit} write
 * it ({@code testcase} with {@code failure}, {@code error} or {@code skipped} inside), and the
 * {@code Test.xml} of CTest ({@code Test} with {@code Status}).
 */
public final class XmlReport {
  /** Deeper than any runner nests suites. */
  private static final int DEEPEST = 10_000;

  private XmlReport() {}

  /**
   * Reads one document.
   *
   * @throws MalformedReportException if it is not well-formed, has a document type, or is nested
   *     more deeply than any runner does
   */
  public static List<ReportedTest> read(String xml) throws MalformedReportException {
    Handler handler = new Handler();
    try {
      SafeXml.parse(withoutByteOrderMark(xml), handler);
    } catch (SAXException | IOException e) {
      throw new MalformedReportException("the XML report is broken: " + e.getMessage(), e);
    }
    return List.copyOf(handler.tests);
  }

  private static String withoutByteOrderMark(String xml) {
    return xml.startsWith("\ufeff") ? xml.substring(1) : xml;
  }

  private static final class Handler extends DefaultHandler {
    private final List<ReportedTest> tests = new ArrayList<>();
    private final Deque<String> suites = new ArrayDeque<>();
    private String testSuite;
    private String name;
    private TestStatus status;
    private boolean flaky;
    private StringBuilder text;
    private int depth;

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes)
        throws SAXException {
      if (++depth > DEEPEST) {
        throw new SAXException("elements reach a depth of " + depth);
      }
      switch (local) {
        case "testsuite" -> suites.push(value(attributes, "name"));
        case "testcase" -> {
          name = value(attributes, "name");
          String className = value(attributes, "classname");
          testSuite = className.isEmpty() && !suites.isEmpty() ? suites.peek() : className;
          status = unless(attributes);
          flaky = false;
        }
        case "failure" -> worsen(TestStatus.FAILED);
        case "error" -> worsen(TestStatus.ERROR);
        // pytest calls a failure that was expected a skipped test.
        case "skipped" ->
            worsen(
                value(attributes, "type").equals("pytest.xfail")
                    ? TestStatus.XFAIL
                    : TestStatus.SKIPPED);
        case "flakyFailure", "flakyError" -> flaky = true;
        case "Test" -> ctest(attributes);
        case "Name" -> text = new StringBuilder();
        default -> {}
      }
    }

    private void ctest(Attributes attributes) {
      name = null;
      testSuite = "";
      status =
          switch (value(attributes, "Status").toLowerCase(Locale.ROOT)) {
            case "passed" -> TestStatus.PASSED;
            case "failed" -> TestStatus.FAILED;
            case "notrun" -> TestStatus.SKIPPED;
            default -> null;
          };
    }

    /** Googletest and CTest say in attributes that a test did not run or failed. */
    private static TestStatus unless(Attributes attributes) {
      String ran = value(attributes, "status").toLowerCase(Locale.ROOT);
      String result = value(attributes, "result").toLowerCase(Locale.ROOT);
      if (ran.equals("fail")) {
        return TestStatus.FAILED;
      }
      boolean skipped =
          ran.equals("notrun")
              || ran.equals("disabled")
              || result.equals("skipped")
              || result.equals("suppressed");
      return skipped ? TestStatus.SKIPPED : TestStatus.PASSED;
    }

    private void worsen(TestStatus found) {
      if (status != TestStatus.FAILED && status != TestStatus.ERROR) {
        status = found;
      }
    }

    @Override
    public void characters(char[] chars, int start, int length) {
      if (text != null) {
        text.append(chars, start, length);
      }
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
      depth--;
      switch (local) {
        case "Name" -> {
          if (text != null && name == null) {
            name = text.toString().strip();
          }
          text = null;
        }
        case "testcase", "Test" -> {
          if (name != null && status != null) {
            tests.add(new ReportedTest(testSuite, name, status, flaky));
          }
          name = null;
          status = null;
        }
        case "testsuite" -> suites.pop();
        default -> {}
      }
    }

    private static String value(Attributes attributes, String name) {
      String value = attributes.getValue("", name);
      return value == null ? "" : value;
    }
  }
}
