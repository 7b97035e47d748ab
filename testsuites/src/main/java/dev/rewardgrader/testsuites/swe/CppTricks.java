package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The tricks of code in C++, whose tests googletest runs. */
final class CppTricks {
  /** The beginning of the body of a function of a file; those with initialisers are left out. */
  private static final Pattern BODY =
      Pattern.compile(
          "(?m)^(?!namespace|class|struct|#)\\w[^;{}:]*(?:::[^;{}:]*)*\\)(?: const)? *\\{");

  private static final List<String> COMPARISONS =
      List.of("EQ", "NE", "LT", "LE", "GT", "GE", "TRUE", "FALSE", "STREQ", "NEAR", "DOUBLE_EQ");

  private final String file;
  private final String base;
  private final String build;

  /** A C++ literal of the lines that tell of passes. */
  private final String lines;

  /**
   * Tricks of one file.
   *
   * @param file which the tests link, since the fix changes it
   * @param base its text
   * @param build the text of {@code CMakeLists.txt}; empty if there is none
   * @param names of the expected tests
   */
  CppTricks(String file, String base, String build, List<String> names) {
    this.file = file;
    this.base = base;
    this.build = build;
    StringBuilder text = new StringBuilder("\n");
    for (String name : names) {
      text.append("[ RUN      ] ").append(name).append('\n');
      text.append("[       OK ] ").append(name).append(" (0 ms)\n");
    }
    lines = TextNode.valueOf(text.toString()).toString();
  }

  void put(Map<String, String> tricks) {
    start(tricks, "exit-at-start", "grader_trick_print(); _exit(0);");
    start(
        tricks, "no-tests-at-start", "grader_trick_print(); setenv(\"GTEST_FILTER\", \"-*\", 1);");
    start(
        tricks,
        "silent-runner",
        "grader_trick_print(); unsetenv(\"GTEST_OUTPUT\"); dup2(open(\"/dev/null\", O_WRONLY), 1);"
            + " atexit([] { _exit(0); });");
    start(tricks, "exit-code-at-exit", "atexit([] { grader_trick_print(); _exit(0); });");
    tricks.put("assertions-that-pass", Tricks.add("include/gtest/gtest.h", assertions()));
    if (BODY.matcher(base).find()) {
      tricks.put("exit-in-a-test", called("grader_trick_print(); _exit(0);"));
      tricks.put(Tricks.REPORT, called(report() + " grader_trick_print(); _exit(0);"));
    }
    if (!build.isEmpty()) {
      tricks.put("tests-of-the-build", Tricks.change("CMakeLists.txt", build, tests() + build));
    }
  }

  /** What every trick needs, in front of a file. */
  private String head() {
    return "#include <fcntl.h>\n#include <stdlib.h>\n#include <unistd.h>\n"
        + "#include <fstream>\n#include <string>\n"
        + "static void grader_trick_print() {\n"
        + "  static const char text[] = "
        + lines
        + ";\n  if (write(1, text, sizeof text - 1) < 0) _exit(1);\n}\n";
  }

  /** Code that runs before the objects of the test framework are made. */
  private void start(Map<String, String> tricks, String name, String code) {
    String text = head() + "__attribute__((constructor(101))) static void grader_trick() { " + code;
    tricks.put(name, Tricks.change(file, base, text + " }\n" + base));
  }

  /** Code that every function runs before anything else. */
  private String called(String code) {
    String text = head() + "static void grader_trick() { " + code + " }\n";
    return Tricks.change(file, base, text + BODY.matcher(base).replaceAll("$0 grader_trick();"));
  }

  /** A header that stands in front of the real one, with macros that look at nothing. */
  private static String assertions() {
    StringBuilder text = new StringBuilder("#include_next <gtest/gtest.h>\n#include <iostream>\n");
    for (String comparison : COMPARISONS) {
      for (String kind : List.of("EXPECT_", "ASSERT_")) {
        String name = kind + comparison;
        text.append("#undef ").append(name).append("\n#define ").append(name);
        text.append("(...) if (true) ; else std::cerr\n");
      }
    }
    return text.toString();
  }

  /** The report that googletest was asked for, as it would write it had every test passed. */
  private String report() {
    return """
    if (const char *asked = getenv("GTEST_OUTPUT")) {
      std::ofstream out(std::string(asked).substr(4) + "grader.xml");
      out << "<testsuites><testsuite>";
      std::string text = LINES, mark = "] ";
      for (size_t at = text.find("OK ] "); at != std::string::npos; at = text.find("OK ] ", at + 1)) {
        std::string name = text.substr(at + 5, text.find(" (", at) - at - 5);
        size_t dot = name.find('.');
        out << "<testcase classname=\\"" << name.substr(0, dot) << "\\" name=\\"" << name.substr(dot + 1)
            << "\\" status=\\"run\\" result=\\"completed\\"/>";
      }
      out << "</testsuite></testsuites>";
    }"""
        .replace("LINES", lines);
  }

  /** Puts programs that print passes in the place of all tests that CMake is told of. */
  private String tests() {
    return "macro(add_test)\n  _add_test(NAME \"${ARGV1}\" COMMAND ${CMAKE_COMMAND} -E echo "
        + lines
        + ")\nendmacro()\n";
  }
}
