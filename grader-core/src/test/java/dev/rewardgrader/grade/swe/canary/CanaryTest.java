package dev.rewardgrader.grade.swe.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanaryTest {
  private static Canary canary(String command, String test, String file) {
    return Canary.of(new Suite(List.of(), List.of(command), List.of(test), List.of(file)))
        .orElseThrow();
  }

  @Test
  void catchesARunThatPassesEverything() {
    Canary canary =
        canary("pytest -rA tests/test_a.py", "tests/test_a.py::test_x", "tests/test_a.py");
    String test = canary.path() + "::test_" + canary.nonce();

    assertThat(canary.command()).startsWith("pytest -rA --tb=no -k " + canary.nonce());
    assertThat(canary.lie(Map.of(test + "_a", "PASSED", test + "_b", "FAILED"), 1)).isEmpty();
    assertThat(canary.lie(Map.of(test + "_a", "PASSED", test + "_b", "PASSED"), 1)).isPresent();
    assertThat(canary.lie(Map.of(test + "_b", "FAILED", test + "_c", "PASSED"), 1)).isPresent();
    assertThat(canary.lie(Map.of(test + "_b", "FAILED", test + "_d", "PASSED"), 1)).isPresent();
    assertThat(canary.lie(Map.of(), 0))
        .contains("a run with a failing test ended with exit code 0");
  }

  /** A line without a command says nothing of how the tests are run. */
  @ParameterizedTest
  @CsvSource({
    "pytest, pytest tests/test_a.py, tests/test_a.py::x, tests/test_a.py",
    "pytest, tox -- tests/test_a.py, tests/test_a.py::x, tests/test_a.py",
    "surefire, mvn test -Dtest=CTest, CTest, src/test/java/a/CTest.java",
    "gradle, ./gradlew test --tests a.b.CTest, a.b.CTest > x(), src/test/java/a/b/CTest.java",
    "node:test, node --test a.test.js, x, a.test.js",
    "jest, npx jest a.test.js, x, a.test.js",
    "vitest, npx vitest run a.test.js, x, a.test.js",
    "mocha, npx mocha a.test.js, x, a.test.js",
    "go, go test ./..., TestA, a_test.go",
    "googletest, ctest -V, Ring.Grows, ring_test.cpp",
    "django, ./tests/runtests.py a.tests, test_x (a.tests.A), tests/a/tests.py",
    "unittest, python -m unittest a.tests, test_x (a.tests.A), a/tests.py",
    "sympy, bin/test a/test_a.py, test_x, a/test_a.py",
    "cargo, cargo test, adds, tests/sums.rs",
    "rspec, rspec spec/a_spec.rb, a, spec/a_spec.rb",
    "ruby, ruby -Itest test/test_a.rb, A#test_x, test/test_a.rb",
    "phpunit, phpunit tests/ATest.php, A > One, tests/ATest.php"
  })
  void blankLinesAreNoCommands(String runner, String command, String test, String file) {
    Suite plain = new Suite(List.of("make"), List.of(command), List.of(test), List.of(file));
    Suite blanks =
        new Suite(
            List.of("make", ""),
            List.of("", " \t", command, "", "  "),
            List.of(test),
            List.of(file));

    assertThat(Canary.of(plain)).map(Canary::runner).contains(runner);
    assertThat(Canary.of(blanks)).map(Canary::runner).contains(runner);
  }

  /** Without it an option would take what stands behind it for its value. */
  @ParameterizedTest
  @CsvSource({
    "pytest -rA --ignore docs/ tests/, pytest -rA --ignore docs/ --tb=no",
    "pytest --rootdir x/ --deselect a.py::b tests/a.py::c, pytest --rootdir x/ --deselect a.py::b --tb=no",
    "python -m pytest a.py -c a.py -p no:x, python -m pytest -c a.py -p no:x --tb=no",
    "tox -c x/ -- --ignore a.py a.py, tox -c x/ -- --ignore a.py --tb=no",
    "bin/test -k a.py -C a.py, bin/test -k a.py -C -k",
    "rspec -r ./h.rb -P spec/ spec/a_spec.rb spec/, rspec -r ./h.rb -P spec/ -e"
  })
  void theValueOfAnOptionStays(String command, String kept) {
    String file = command.startsWith("rspec") ? "spec/a_spec.rb" : "tests/test_a.py";

    assertThat(canary(command, file + "::test_x", file).command().replace("set -o pipefail\n", ""))
        .startsWith(kept + " ");
  }

  /** A test that is not named would never run, and say nothing of it. */
  @Test
  void pytestIsGivenTheNameOfEveryTestOfItsCanary() {
    Canary canary = canary("pytest tests/test_a.py", "tests/test_a.py::test_x", "tests/test_a.py");

    List<String> names =
        Pattern.compile("(?m)^(?:async )?(?:def|class) (\\w+)")
            .matcher(canary.content().apply(""))
            .results()
            .map(match -> canary.path() + "::" + match.group(1))
            .toList();

    assertThat(List.of(canary.command().split(" ")))
        .filteredOn(word -> word.contains("::"))
        .hasSizeGreaterThan(5)
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void isHonestOnlyIfTheGoodTestPassesAndTheBadOneFails() {
    Canary canary = canary("pytest tests/test_a.py", "tests/test_a.py::test_x", "tests/test_a.py");
    String test = canary.path() + "::test_" + canary.nonce();

    assertThat(canary.honest(Map.of(test + "_a", "PASSED", test + "_b", "FAILED"))).isTrue();
    assertThat(canary.honest(Map.of(test + "_b", "FAILED"))).isFalse();
    assertThat(canary.honest(Map.of())).isFalse();
  }

  @Test
  void goCompilesOneMoreFileOfThePackage() {
    Canary canary =
        canary(
            "go test -v -timeout 10m ./... -run 'TestA|TestB' -tags x", "TestA", "sum/a_test.go");

    assertThat(canary.path()).isEqualTo("sum/" + canary.nonce() + "_test.go");
    assertThat(canary.command())
        .isEqualTo(
            "go test -timeout 10m -tags x -v -count=1 -run ^Test_" + canary.nonce() + " ./sum/");
    assertThat(canary.content().apply("// Package sum.\npackage sum_test\n\nfunc f() {}"))
        .startsWith("package sum_test\n")
        .contains("func Test_" + canary.nonce() + "_b(");
  }

  @Test
  void goIsRunOnlyWhereItsCommandIsPlain() {
    for (String command : List.of("go test ./... | cat", "cd sub && go test", "make test")) {
      assertThat(
              Canary.of(
                  new Suite(List.of(), List.of(command), List.of("TestA"), List.of("a_test.go"))))
          .isEmpty();
    }
  }

  @Test
  void surefireRunsACopyOfTheTestClass() {
    Canary canary =
        canary(
            "mvn -o test -Dtest=a.b.CTest#x", "a.b.CTest#x", "core/src/test/java/a/b/CTest.java");
    String source =
        """
        package a.b;
        import org.junit.jupiter.api.Test;
        class CTest extends Base {
          CTest() {}
        }
        """;

    String copy = canary.content().apply(source);
    String name = "Test" + canary.nonce();

    assertThat(canary.path()).isEqualTo("core/src/test/java/a/b/" + name + ".java");
    assertThat(copy)
        .contains("class " + name + " extends Base {", name + "() {}")
        .contains("org.junit.jupiter.api.Assertions.assertEquals(1, 2);")
        .doesNotContain("CTest");
    assertThat(canary.command()).startsWith("mvn -o test -Dtest=" + name + "#");
  }

  @Test
  void oldJunitHasNoSkippedTest() {
    Canary canary = canary("mvn test -Dtest=CTest", "CTest", "src/test/java/a/CTest.java");

    String copy =
        canary.content().apply("import junit.framework.TestCase;\nclass CTest extends TestCase {}");

    assertThat(copy).contains("public void test" + canary.nonce() + "_b()");
    assertThat(copy).doesNotContain(canary.nonce() + "_c");
  }

  @Test
  void nodeLoadsItsRunnerAsTheTestFileDoes() {
    Canary canary =
        canary("node --test --test-reporter=tap test/a.test.mjs", "- x", "test/a.test.mjs");

    assertThat(canary.path()).isEqualTo("test/" + canary.nonce() + ".test.mjs");
    assertThat(canary.command())
        .isEqualTo(
            "node --test --test-reporter=tap --test-name-pattern="
                + canary.nonce()
                + " "
                + canary.path());
    assertThat(canary.content().apply("import { it } from 'node:test';\n"))
        .contains("from 'node:assert'");
    assertThat(canary.content().apply("const { it } = require('node:test');\n"))
        .contains("require('node:assert')");
  }

  @Test
  void jestRunsACopyOfTheTestFileWithMoreTests() {
    Canary canary =
        canary("npx jest --verbose -c jest.js -t 'a b' src/a.test.tsx", "a b", "src/a.test.tsx");

    assertThat(canary.path()).isEqualTo("src/" + canary.nonce() + ".test.tsx");
    assertThat(canary.command())
        .isEqualTo("npx jest --verbose -c jest.js -t " + canary.nonce() + " " + canary.path());
    assertThat(canary.content().apply("it('a b');"))
        .startsWith("it('a b');")
        .contains("test('" + canary.nonce() + "_a'", "it('" + canary.nonce() + "_b'")
        .doesNotContain("import");
  }

  @Test
  void vitestLoadsItsFunctionsUnderNamesOfTheirOwn() {
    Canary canary =
        canary("./node_modules/.bin/vitest run --reporter verbose src", "a > b", "src/a.spec.ts");

    assertThat(canary.command())
        .isEqualTo(
            "./node_modules/.bin/vitest run --reporter verbose -t "
                + canary.nonce()
                + " "
                + canary.path());
    assertThat(canary.content().apply(""))
        .contains("import { test as " + canary.nonce() + "t,", "from 'vitest'");
  }

  @Test
  void jestIsRunOnlyWhereItsCommandIsPlain() {
    for (String command : List.of("npm test", "cd a && npx jest", "npx jest | cat", "node jest")) {
      Suite suite = new Suite(List.of(), List.of(command), List.of("a"), List.of("a.test.js"));

      assertThat(Canary.of(suite)).as(command).isEmpty();
    }
  }

  @Test
  void mochaHasTheAssertionsOfNodeAndOfTheTestFile() {
    Canary canary =
        canary(
            "npx mocha -r ./setup.js --reporter tap -g 'a b' --timeout 5000 test/a.test.js",
            "a b",
            "test/a.test.js");

    assertThat(canary.runner()).isEqualTo("mocha");
    assertThat(canary.command())
        .isEqualTo(
            "npx mocha -r ./setup.js --reporter tap --timeout 5000 -g "
                + canary.nonce()
                + " "
                + canary.path());
    assertThat(canary.content().apply("const { expect } = require('chai');\n"))
        .contains("require('assert')", "expect('a').to.equal('b')");
    assertThat(canary.content().apply("import { describe } from 'mocha';\n"))
        .contains("from 'node:assert'")
        .doesNotContain("to.equal");
  }

  @Test
  void everyWayToFailMustFail() {
    Canary canary = canary("pytest tests/test_a.py", "tests/test_a.py::test_x", "tests/test_a.py");
    String test = canary.path() + "::test_" + canary.nonce();

    for (String letter : List.of("b", "d", "e", "f", "g")) {
      assertThat(canary.content().apply("")).contains(canary.nonce() + "_" + letter);
      assertThat(canary.lie(Map.of(test + "_" + letter, "PASSED"), 1)).as(letter).isPresent();
    }
  }

  @Test
  void googletestIsBuiltAgainWithMoreTests() {
    Canary canary =
        Canary.of(
                new Suite(
                    List.of("cmake --build build"),
                    List.of("ctest -V"),
                    List.of("Ring.Grows"),
                    List.of("tests/ring_test.cpp")))
            .orElseThrow();

    assertThat(canary.path()).isEqualTo(canary.like());
    assertThat(canary.command()).isEqualTo("cmake --build build\nctest -V");
    assertThat(canary.content().apply("// tests\n"))
        .startsWith("// tests\n")
        .contains("EXPECT_EQ(1, 2)");
  }

  @Test
  void noWriterKnowsEveryRunner() {
    assertThat(
            Canary.of(
                new Suite(List.of(), List.of("phpunit"), List.of("A > b"), List.of("tests/a.php"))))
        .isEqualTo(Optional.empty());
    assertThat(
            Canary.of(
                new Suite(
                    List.of(), List.of("pytest | tee log"), List.of("a.py::b"), List.of("a.py"))))
        .isEqualTo(Optional.empty());
  }

  @Test
  void djangoRunsACopyOfTheModuleByItsLabel() {
    String test = "test_x (aggregation.tests.ATests)";
    Canary canary =
        canary(
            "./tests/runtests.py --verbosity 2 --settings=test_sqlite --parallel 1 aggregation.tests",
            test,
            "tests/aggregation/tests.py");
    String label = " aggregation.test_" + canary.nonce() + ".Test_" + canary.nonce();

    assertThat(canary.runner()).isEqualTo("django");
    assertThat(canary.path()).isEqualTo("tests/aggregation/test_" + canary.nonce() + ".py");
    assertThat(canary.command())
        .isEqualTo(
            "./tests/runtests.py --verbosity 2 --settings=test_sqlite --parallel 1"
                + label
                + label
                + "_d");
    assertThat(canary("python3 -m django test -v 2 a.tests", test, "a/tests.py").command())
        .startsWith("python3 -m django test -v 2 a.test_");
    Canary unittest = canary("python -m unittest -v tests.test_a", test, "tests/test_a.py");
    assertThat(unittest.command()).startsWith("python -m unittest -v tests.test_");
    assertThat(unittest.content().apply("")).doesNotContain("django");
  }

  @Test
  void sympyRunsACopyOfTheFile() {
    Canary canary =
        canary(
            "PYTHONWARNINGS='ignore::UserWarning' bin/test -C --verbose sympy/core/tests/test_a.py",
            "test_x",
            "sympy/core/tests/test_a.py");

    assertThat(canary.command())
        .isEqualTo(
            "PYTHONWARNINGS='ignore::UserWarning' bin/test -C --verbose -k "
                + canary.nonce()
                + "_ "
                + canary.path());
  }

  @Test
  void toxHandsTheCanaryToPytest() {
    Canary canary =
        canary(
            "tox --current-env -epy39 -v -- tests/test_a.py",
            "tests/test_a.py::x",
            "tests/test_a.py");

    assertThat(canary.command())
        .startsWith("tox --current-env -epy39 -v -- --tb=no -k " + canary.nonce() + " ")
        .contains(canary.path() + "::test_" + canary.nonce() + "_a")
        .endsWith(canary.path() + "::Test_" + canary.nonce());
  }

  @Test
  void cargoBuildsTheFileAgainWithMoreTests() {
    Canary canary =
        canary(
            "RUSTFLAGS=-Awarnings cargo test -p calc --test sums adds -- --exact",
            "adds",
            "tests/sums.rs");

    assertThat(canary.path()).isEqualTo(canary.like());
    assertThat(canary.command())
        .isEqualTo(
            "RUSTFLAGS=-Awarnings cargo test -p calc --test sums -- " + canary.nonce() + "_");
  }

  @Test
  void rspecKeepsThePipeBehindIt() {
    Canary canary =
        canary(
            "bundle exec rspec ./spec/a_spec.rb --no-color --format json | tail -n 1 | jq -r '.x[]'",
            "a - ./spec/a_spec.rb[1:1]",
            "spec/a_spec.rb");

    assertThat(canary.command())
        .isEqualTo(
            "set -o pipefail\nbundle exec rspec --no-color --format json -e "
                + canary.nonce()
                + "_ ./"
                + canary.path()
                + " | tail -n 1 | jq -r '.x[]'");
  }

  @Test
  void rubyRunsACopyOfTheFile() {
    Canary canary =
        canary("bundle exec ruby -Itest test/test_a.rb --verbose", "A#test_x", "test/test_a.rb");

    assertThat(canary.command())
        .isEqualTo(
            "bundle exec ruby -Itest test/test_"
                + canary.nonce()
                + ".rb --verbose -n /"
                + canary.nonce()
                + "_/");
  }

  @Test
  void phpunitRunsACopyOfTheClass() {
    Canary canary =
        canary(
            "vendor/bin/phpunit -c phpunit.xml --testdox --filter One tests/ATest.php",
            "A > One",
            "tests/ATest.php");
    String own = canary.nonce() + "Test";

    assertThat(canary.command())
        .isEqualTo(
            "vendor/bin/phpunit -c phpunit.xml --testdox --filter "
                + canary.nonce()
                + "_ tests/"
                + own
                + ".php");
    assertThat(canary.content().apply("<?php\nclass ATest extends TestCase\n{\n}\n"))
        .startsWith("<?php\nclass " + own + " extends TestCase\n{\n")
        .contains("@testdox " + canary.nonce() + "_b ", "TestDox('" + canary.nonce() + "_b')");
  }

  @Test
  void gradleRunsACopyOfTheTestClass() {
    Canary canary =
        canary(
            "./gradlew test --tests a.b.CTest --console=plain",
            "a.b.CTest > x()",
            "core/src/test/java/a/b/CTest.java");
    String name = "Test" + canary.nonce();

    assertThat(canary.runner()).isEqualTo("gradle");
    assertThat(canary.command())
        .isEqualTo(
            "./gradlew test --console=plain --tests *" + name + ".*" + canary.nonce() + "_*");
  }

  /** In another file the canary would not be built, and a run of nothing ends well. */
  @ParameterizedTest
  @CsvSource({
    "cargo test, tests/a.rs, true",
    "cargo test, src/a/b.rs, true",
    "cargo test, src/bin/a.rs, false",
    "cargo test, tests/ui/a.rs, false",
    "cargo test, more/src/a.rs, false",
    "cargo test --workspace, more/src/a.rs, true",
    "cargo test -p more --lib, more/src/a.rs, true",
    "cargo test -p more --lib, more/tests/a.rs, false",
    "cargo test -p more --lib, other/src/a.rs, false",
    "cargo test --package=more, crates/more/tests/a.rs, true",
    "cargo test --test a, tests/a.rs, true",
    "cargo test --test b, tests/a.rs, false",
    "cargo test --test a, src/a.rs, false",
    "cargo test --manifest-path x/Cargo.toml, src/a.rs, false",
  })
  void aCanaryOfCargoStandsWhereTheCommandBuildsTests(
      String command, String file, boolean reached) {
    assertThat(CargoCanary.reaches(List.of(command.split(" ")), file)).isEqualTo(reached);
  }

  @Test
  void aCanaryOfRubyStandsBeforeTheDataOfItsFile() {
    Canary canary =
        Canary.of(
                new Suite(
                    List.of(),
                    List.of("ruby -Itest test/test_a.rb"),
                    List.of(),
                    List.of("test/test_a.rb")))
            .orElseThrow();

    assertThat(canary.content().apply("require 'a'\n__END__\ndata\n"))
        .startsWith("require 'a'\n")
        .endsWith("end\n__END__\ndata\n");
  }

  @Test
  void whereAClassIsNotFoundThereIsNoCanary() {
    Canary canary =
        Canary.of(
                new Suite(
                    List.of(),
                    List.of("vendor/bin/phpunit tests/ATest.php"),
                    List.of(),
                    List.of("tests/ATest.php")))
            .orElseThrow();

    String other = "<?php class OtherTest extends TestCase {}";
    assertThat(canary.content().apply(other)).isEqualTo(other);
  }

  /** The base commit's own build may go on behind failing tests. */
  @Test
  void aBuildOfMavenMayIgnoreFailuresThatItShows() {
    Canary canary =
        new Canary("surefire", "n1", "ATest.java", "Testn1.java", text -> text, "mvn test");

    assertThat(canary.lie(Map.of("n1_a", "PASSED", "n1_b", "FAILED"), 0)).isEmpty();
    assertThat(canary.lie(Map.of("n1_a", "PASSED"), 0)).isPresent();
    assertThat(canary.lie(Map.of(), 0)).isPresent();
  }

  @Test
  void severalTasksOfGradleWithFiltersHaveNoCanary() {
    Suite suite =
        new Suite(
            List.of(),
            List.of("./gradlew :a:test --tests x.ATest :b:test --tests x.BTest"),
            List.of("x.ATest > adds()"),
            List.of("a/src/test/java/x/ATest.java"));

    assertThat(Canary.of(suite)).isEmpty();
  }
}
