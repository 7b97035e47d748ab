package dev.rewardgrader.grade.code;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import dev.rewardgrader.sandbox.language.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Java: a starter finds the method by reflection and converts by its declared types. */
final class JavaCalls implements CallHarness {
  private static final String STARTER = "GraderCall";
  private static final String NODE =
      "class %1$s { int val; %2$s %1$s() {} %1$s(int val) { this.val = val; }"
          + " %1$s(int val, %3$s) { this.val = val; %4$s } }%n";

  private static final String LIST_NODE =
      NODE.formatted("ListNode", "ListNode next;", "ListNode next", "this.next = next;");
  private static final String TREE_NODE =
      NODE.formatted(
          "TreeNode",
          "TreeNode left, right;",
          "TreeNode left, TreeNode right",
          "this.left = left; this.right = right;");

  @Override
  public CallProgram prepare(Attempt attempt, EntryPoint entry, CallOptions options) {
    String source = attempt.submission().source();
    CompilationUnit candidate = JavaHarness.parse(source);
    String owner = entry.type() == null ? "Solution" : entry.type();
    Map<String, String> files = new HashMap<>();
    if (candidate == null) {
      // Let the compiler say what is wrong.
      files.put("Solution.java", source);
    } else {
      owner = ownerOf(candidate, entry, owner);
      candidate.removePackageDeclaration();
      String imports = candidate.getImports().isEmpty() ? "import java.util.*;\n" : "";
      files.put(JavaHarness.fileName(candidate), imports + candidate);
      for (Map.Entry<String, String> node :
          Map.of("ListNode", LIST_NODE, "TreeNode", TREE_NODE).entrySet()) {
        if (candidate.getTypes().stream()
            .noneMatch(t -> t.getNameAsString().equals(node.getKey()))) {
          files.put(node.getKey() + ".java", node.getValue());
        }
      }
    }
    String salt = Keys.random();
    files.put(
        STARTER + ".java",
        Resources.text("GraderCall.java.txt").replace("SALT", salt).replace("OWNER", owner));
    Program program =
        attempt.program(
            JavaHarness.starterFirst(files.keySet(), STARTER), "gr" + salt + "." + STARTER);
    return new CallProgram(files, program, List.of(), true, null);
  }

  /** The class that declares the method: the one asked for, else the first that has it. */
  private static String ownerOf(CompilationUnit candidate, EntryPoint entry, String asked) {
    String found = null;
    for (TypeDeclaration<?> type : candidate.getTypes()) {
      boolean declares =
          type.getMethods().stream()
              .map(MethodDeclaration::getNameAsString)
              .anyMatch(entry.name()::equals);
      if (declares && (found == null || type.getNameAsString().equals(asked))) {
        found = type.getNameAsString();
      }
    }
    return found == null ? asked : found;
  }
}
