package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.grade.swe.xml.SafeXml;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * doctest (C++) with {@code -s -r=xml}: a subcase passes if no expression in it failed. A subcase
 * is listed for every test case around it.
 */
final class DoctestParser extends DefaultHandler {
  private static final String END = "</doctest>";
  private static final String JOINT = " > ";

  private static final class Case {
    private final String name;
    private final int firstSubcase;
    private int endSubcase;

    Case(String name, int firstSubcase) {
      this.name = name;
      this.firstSubcase = firstSubcase;
    }
  }

  private static final class Subcase {
    private final String name;
    private boolean failed;

    Subcase(String name) {
      this.name = name;
    }
  }

  private final List<Case> cases = new ArrayList<>();
  private final List<Subcase> subcases = new ArrayList<>();
  private final Deque<Case> openCases = new ArrayDeque<>();
  private final Deque<Subcase> openSubcases = new ArrayDeque<>();
  private int depth;

  private DoctestParser() {}

  static void parse(String log, LogContext context, StatusMap out) {
    int start = log.indexOf("<doctest");
    if (start < 0) {
      return;
    }
    int end = log.indexOf(END, start);
    if (end < 0) {
      throw new LogFaultException(LogFault.MALFORMED_XML, "the XML report does not end");
    }
    DoctestParser handler = new DoctestParser();
    try {
      SafeXml.parse(log.substring(start, end + END.length()), handler);
    } catch (SAXException | IOException e) {
      throw new LogFaultException(
          LogFault.MALFORMED_XML, "the XML report is broken: " + e.getMessage());
    }
    handler.report(out);
  }

  private void report(StatusMap out) {
    NamePrefix prefix = out.prefix();
    for (Case test : cases) {
      prefix.cut(0);
      prefix.add(test.name, 0, test.name.length());
      prefix.add(JOINT, 0, JOINT.length());
      for (Subcase subcase : subcases.subList(test.firstSubcase, test.endSubcase)) {
        out.put(subcase.name, subcase.failed ? TestStatus.FAILED : TestStatus.PASSED);
      }
    }
  }

  @Override
  public void startElement(String uri, String local, String qualified, Attributes attributes) {
    if (depth++ == 0 || !uri.isEmpty()) {
      return;
    }
    switch (local) {
      case "TestCase" -> {
        Case opened = new Case(name(attributes), subcases.size());
        cases.add(opened);
        openCases.push(opened);
      }
      case "SubCase" -> {
        Subcase opened = new Subcase(name(attributes));
        subcases.add(opened);
        openSubcases.push(opened);
      }
      case "Expression" -> {
        if (!openSubcases.isEmpty() && !"true".equals(attributes.getValue("", "success"))) {
          openSubcases.peek().failed = true;
        }
      }
      default -> {}
    }
  }

  @Override
  public void endElement(String uri, String local, String qualified) {
    if (--depth == 0 || !uri.isEmpty()) {
      return;
    }
    if (local.equals("TestCase")) {
      openCases.pop().endSubcase = subcases.size();
    } else if (local.equals("SubCase")) {
      Subcase closed = openSubcases.pop();
      if (closed.failed && !openSubcases.isEmpty()) {
        openSubcases.peek().failed = true;
      }
    }
  }

  private static String name(Attributes attributes) {
    String name = attributes.getValue("", "name");
    return name == null ? "None" : name;
  }
}
