package dev.rewardgrader.grade.code;

import dev.rewardgrader.sandbox.language.Program;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * C++: the function's own type tells how arguments and result are converted, so that nothing of the
 * signature has to be read from the text.
 */
final class CppCalls implements CallHarness {
  private static final Pattern CLASS =
      Pattern.compile("(?m)^[ \\t]*+(?:class|struct)\\s++Solution\\b");
  private static final Pattern LIST_NODE = Pattern.compile("(?m)^[ \\t]*+struct\\s++ListNode\\b");
  private static final Pattern TREE_NODE = Pattern.compile("(?m)^[ \\t]*+struct\\s++TreeNode\\b");

  @Override
  public CallProgram prepare(Attempt attempt, EntryPoint entry, CallOptions options) {
    String salt = Keys.random();
    String candidate = attempt.submission().source();
    StringBuilder source = new StringBuilder(text("cpp_call.h", salt));
    source.append("using namespace std;\n");
    String nodes = Resources.text("cpp_nodes.h");
    int tree = nodes.indexOf("struct TreeNode");
    if (!LIST_NODE.matcher(withoutComments(candidate)).find()) {
      source.append(nodes, 0, tree);
    }
    if (!TREE_NODE.matcher(withoutComments(candidate)).find()) {
      source.append(nodes.substring(tree));
    }
    source.append("#line 1 \"candidate\"\n").append(candidate).append('\n');
    for (String macro : CppHarness.macros(candidate)) {
      source.append("#undef ").append(macro).append('\n');
    }
    source.append("#undef main\n");
    source.append(text("cpp_call_end.h", salt).replace("CALL", call(candidate, entry)));
    Program program = attempt.language().program(attempt.limits().memoryMb());
    return new CallProgram(
        Map.of(program.source(), source.toString()), program, List.of("-w"), false, null);
  }

  private static String call(String candidate, EntryPoint entry) {
    String type = entry.type();
    if (type == null && CLASS.matcher(candidate).find()) {
      type = "Solution";
    }
    if (type == null) {
      return "run<decltype(&::%1$s)>(key, asked, [](auto &...a) { return ::%1$s(a...); });"
          .formatted(entry.name());
    }
    return ("run<decltype(&::%1$s::%2$s)>(key, asked,"
            + " [](auto &...a) { static ::%1$s self; return self.%2$s(a...); });")
        .formatted(type, entry.name());
  }

  /** LeetCode shows the node types in a comment. */
  private static String withoutComments(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("/*", at);
      if (open < 0) {
        break;
      }
      out.append(text, at, open);
      int close = text.indexOf("*/", open + 2);
      at = close < 0 ? text.length() : close + 2;
    }
    return out.append(text.substring(at)).toString();
  }

  private static String text(String name, String salt) {
    return Resources.text(name).replace("SALT", salt);
  }
}
