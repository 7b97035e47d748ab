package dev.rewardgrader.grade.code;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.language.Program;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Java: candidate, tests and a starter are three sources. The starter reads the key before the
 * first class of the candidate is loaded and writes it when the tests' {@code main} has returned.
 */
final class JavaHarness implements AssertHarness {

  @Override
  public AssertProgram prepare(Attempt attempt, CodeTask.Asserts asserts, String salt)
      throws GraderFault {
    CompilationUnit tests = parse(asserts.testCode());
    JavaTests.require(tests);
    String testsType = mainType(tests);
    Map<String, String> files = new LinkedHashMap<>();
    String starter = "GraderProof";
    files.put(
        starter + ".java",
        Resources.text("GraderProof.java.txt").replace("SALT", salt).replace("TESTS", testsType));
    files.put("GraderPlain.java", Resources.text("GraderPlain.java.txt").replace("SALT", salt));
    List<Tampering.Sign> signs = joined(attempt, tests, asserts.testCode(), salt, files);
    Program program =
        attempt.program(starterFirst(files.keySet(), starter), "gr" + salt + "." + starter);
    return new AssertProgram(files, program, List.of(), true, signs);
  }

  /**
   * Adds candidate and tests to the files, in the unnamed package.
   *
   * @param tests as parsed, or null where that failed
   * @return what in the candidate looks like tampering
   */
  static List<Tampering.Sign> joined(
      Attempt attempt,
      CompilationUnit tests,
      String testCode,
      String salt,
      Map<String, String> files) {
    CompilationUnit candidate = parse(attempt.submission().source());
    List<Tampering.Sign> signs = new ArrayList<>(Tampering.signs(attempt.submission()));
    if (candidate == null || tests == null) {
      // Let the compiler say what is wrong.
      files.put("Solution.java", attempt.submission().source());
      files.put(mainType(tests) + ".java", testCode);
      return signs;
    }
    signs.addAll(shadows(attempt, candidate, tests));
    Set<String> own = declaredTypes(tests);
    candidate.getTypes().removeIf(type -> own.contains(type.getNameAsString()));
    Set<String> packages = new HashSet<>();
    candidate.getPackageDeclaration().ifPresent(p -> packages.add(p.getNameAsString() + "."));
    tests.getPackageDeclaration().ifPresent(p -> packages.add(p.getNameAsString() + "."));
    candidate.removePackageDeclaration();
    Set<String> imports = new LinkedHashSet<>();
    imports(tests, imports);
    attempt
        .task()
        .prefix()
        .lines()
        .filter(l -> l.startsWith("import "))
        .forEach(l -> imports.add(l.strip() + "\n"));
    imports(candidate, imports);
    // What stood in a package of the two stands beside them now.
    imports.removeIf(line -> packages.stream().anyMatch(p -> line.startsWith("import " + p)));
    wrapResults(tests, declaredTypes(candidate), "gr" + salt + ".GraderPlain");
    tests.removePackageDeclaration();
    tests.getImports().clear();
    files.put(fileName(candidate), candidate.toString());
    String testsFile = tests.getTypes().isEmpty() ? "Tests.java" : fileName(tests);
    boolean taken = files.containsKey(testsFile);
    files.put(taken ? mainType(tests) + ".java" : testsFile, String.join("", imports) + tests);
    return signs;
  }

  /** The sources of a program, its main one first. */
  static List<String> starterFirst(Set<String> files, String starter) {
    List<String> sources = new ArrayList<>(files);
    sources.sort(Comparator.comparing((String f) -> !f.startsWith(starter)).thenComparing(f -> f));
    return sources;
  }

  static CompilationUnit parse(String source) {
    ParserConfiguration configuration =
        new ParserConfiguration()
            .setLanguageLevel(ParserConfiguration.LanguageLevel.RAW)
            .setAttributeComments(false);
    ParseResult<CompilationUnit> result = new JavaParser(configuration).parse(source);
    return result.isSuccessful() ? result.getResult().orElse(null) : null;
  }

  private static void imports(CompilationUnit unit, Set<String> imports) {
    for (ImportDeclaration declaration : unit.getImports()) {
      imports.add(declaration.toString().strip() + "\n");
    }
  }

  private static String mainType(CompilationUnit tests) {
    if (tests != null) {
      for (TypeDeclaration<?> type : tests.getTypes()) {
        if (!type.getMethodsByName("main").isEmpty()) {
          return type.getNameAsString();
        }
      }
    }
    return "Main";
  }

  private static Set<String> declaredTypes(CompilationUnit unit) {
    Set<String> names = new HashSet<>();
    unit.getTypes().forEach(type -> names.add(type.getNameAsString()));
    return names;
  }

  /** A file's name is that of its public type. */
  static String fileName(CompilationUnit unit) {
    return unit.getTypes().stream()
            .filter(TypeDeclaration::isPublic)
            .map(TypeDeclaration::getNameAsString)
            .findFirst()
            .orElse("Solution")
        + ".java";
  }

  /**
   * Types of the candidate that bear the name of a library type that the tests use: in the tests,
   * the candidate's would stand for the library's.
   */
  private static List<Tampering.Sign> shadows(
      Attempt attempt, CompilationUnit candidate, CompilationUnit tests) {
    Set<String> used = new HashSet<>(LIBRARY);
    Set<String> mentioned = new HashSet<>();
    tests.findAll(ClassOrInterfaceType.class).forEach(t -> mentioned.add(t.getNameAsString()));
    tests.findAll(NameExpr.class).forEach(n -> mentioned.add(n.getNameAsString()));
    used.retainAll(mentioned);
    String prefix = attempt.task().prefix();
    List<Tampering.Sign> signs = new ArrayList<>();
    for (TypeDeclaration<?> type : candidate.getTypes()) {
      String name = type.getNameAsString();
      if (used.contains(name) && !prefix.contains("class " + name)) {
        int line = type.getBegin().map(p -> p.line).orElse(0);
        signs.add(new Tampering.Sign("tamper:shadowed-class", line, true));
      }
    }
    return signs;
  }

  private static final Set<String> LIBRARY =
      Set.of(
          "Arrays",
          "ArrayList",
          "AssertionError",
          "Boolean",
          "Character",
          "Collections",
          "Double",
          "Error",
          "Exception",
          "Float",
          "HashMap",
          "HashSet",
          "Integer",
          "Iterator",
          "LinkedList",
          "List",
          "Long",
          "Map",
          "Math",
          "Object",
          "Objects",
          "Optional",
          "RuntimeException",
          "Set",
          "Stream",
          "String",
          "StringBuilder",
          "System",
          "TreeMap",
          "Assertions",
          "Assumptions",
          "Test",
          "ParameterizedTest",
          "RepeatedTest",
          "BeforeEach",
          "BeforeAll",
          "AfterEach",
          "AfterAll");

  /** Has every call on an object of the candidate give a plain copy. */
  private static void wrapResults(CompilationUnit tests, Set<String> candidateTypes, String plain) {
    Set<String> variables = new HashSet<>();
    for (VariableDeclarator variable : tests.findAll(VariableDeclarator.class)) {
      if (candidateTypes.contains(variable.getTypeAsString())) {
        variables.add(variable.getNameAsString());
      }
    }
    for (MethodCallExpr call : tests.findAll(MethodCallExpr.class)) {
      Expression scope = call.getScope().orElse(null);
      boolean onCandidate =
          (scope instanceof NameExpr name
                  && (variables.contains(name.getNameAsString())
                      || candidateTypes.contains(name.getNameAsString())))
              || (scope instanceof ObjectCreationExpr made
                  && candidateTypes.contains(made.getType().getNameAsString()));
      boolean statement = call.getParentNode().filter(ExpressionStmt.class::isInstance).isPresent();
      if (onCandidate && !statement) {
        MethodCallExpr inner = call.clone();
        MethodCallExpr wrapped = new MethodCallExpr(new NameExpr(plain), "of");
        call.replace(wrapped);
        wrapped.addArgument(inner);
      }
    }
  }
}
