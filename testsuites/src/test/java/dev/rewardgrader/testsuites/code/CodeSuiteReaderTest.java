package dev.rewardgrader.testsuites.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.CodeTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeSuiteReaderTest {
  @TempDir private Path folder;

  @Test
  void readsHumanEvalRows() throws Exception {
    SuiteRow row =
        only(
            """
            {"task_id":"HumanEval/0","prompt":"def f(x):\\n","entry_point":"f","canonical_solution":"    return x\\n","test":"def check(candidate):\\n    assert candidate(1) == 1\\n"}
            """);
    assertThat(row.task().language()).isEqualTo("python");
    assertThat(row.task().prefix()).isEqualTo("def f(x):\n");
    assertThat(((CodeTask.Asserts) row.task().form()).entryPoint()).isEqualTo("f");
    assertThat(row.reference()).isEqualTo("    return x\n");
  }

  @Test
  void readsHumanEvalXRowsInTheLanguageOfTheirId() throws Exception {
    SuiteRow row =
        only(
            """
            {"task_id":"Java/1","prompt":"","declaration":"import java.util.*;\\nclass Solution {\\n    public int add(int a, int b) {\\n","canonical_solution":"        return a + b;\\n    }\\n}","test":"public class Main {}"}
            """);
    assertThat(row.task().language()).isEqualTo("java");
    assertThat(((CodeTask.Asserts) row.task().form()).entryPoint()).isEqualTo("Solution().add");
  }

  @Test
  void mendsAReferenceThatIsKnownToFailItsOwnAssertionsAndSaysSo() throws Exception {
    String row =
        """
        {"task_id":"JavaScript/112","prompt":"","declaration":"const f = (s, c) => {\\n","canonical_solution":"%s  }\\n  return (z, %s)\\n}\\n","test":"f()"}
        """;
    SuiteRow published = only(row.formatted("    return (z, false)\\n", "true"));
    assertThat(published.reference()).contains("return [t, false]").contains("return [t, true]");
    assertThat(published.note()).contains("mended");
    SuiteRow other = only(row.formatted("    return (z, 0)\\n", "1"));
    assertThat(other.reference()).contains("return (z, 0)");
    assertThat(other.note()).isNull();
  }

  @Test
  void mendsAssertionsThatNeverCallTheCandidate() throws Exception {
    SuiteRow row =
        only(
            """
            {"task_id":"CPP/23","prompt":"int strlen(string str){\\n","declaration":"int strlen(string str){\\n","canonical_solution":"    return str.length();\\n}\\n","test":"int main(){\\n    assert (strlen(\\"\\") == 0);\\n    assert (strlen(\\"x\\") == 1);\\n     assert (strlen(\\"asdasnakj\\") == 9);\\n}\\n"}
            """);
    assertThat(((CodeTask.Asserts) row.task().form()).testCode())
        .contains("strlen(string(\"x\")) == 1");
    assertThat(row.note()).contains("its tests mended");
  }

  @Test
  void readsMbppRows() throws Exception {
    SuiteRow row =
        only(
            """
            {"task_id":11,"text":"Remove.","code":"def f(s):\\n    return s","test_list":["assert f('a') == 'a'"],"test_setup_code":"import math"}
            """);
    assertThat(((CodeTask.Asserts) row.task().form()).testCode())
        .isEqualTo("import math\nassert f('a') == 'a'\n");
  }

  @Test
  void namesTheLineOfARowItDoesNotKnow() throws Exception {
    Path file = Files.writeString(folder.resolve("rows.jsonl"), "{\"a\":1}\n");
    assertThat(CodeSuiteReader.formatOf(file)).isNull();
    assertThatThrownBy(() -> CodeSuiteReader.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("rows.jsonl:1");
  }

  @Test
  void findsTheFunctionOfADeclaration() {
    assertThat(HumanEvalX.functionOf("#include<map>\nvector<string> split_words(string s){\n"))
        .isEqualTo("split_words");
    assertThat(HumanEvalX.functionOf("\nconst truncateNumber = (number) => {\n"))
        .isEqualTo("truncateNumber");
    assertThat(HumanEvalX.functionOf("func HasClose(n []float64, t float64) bool {\n"))
        .isEqualTo("HasClose");
    assertThat(HumanEvalX.functionOf("use md5;\n\nfn below(l:Vec<i32>) -> bool{\n"))
        .isEqualTo("below");
  }

  @Test
  void breaksReferences() throws Exception {
    SuiteRow row =
        only(
            """
            {"task_id":"CPP/0","prompt":"","declaration":"int f(int x){\\n","canonical_solution":"    return x + 1 - 20;\\n}\\n","test":"int main(){}"}
            """);
    assertThat(Mutation.EMPTIED.apply(row.task(), row.reference()))
        .isEqualTo("    return {};\n}\n");
    assertThat(Mutation.OFF_BY_ONE.apply(row.task(), row.reference())).contains("x + 2 - 20");
    assertThat(Mutation.WRONG_CONSTANT.apply(row.task(), row.reference())).contains("x + 1 - 27");
  }

  private SuiteRow only(String line) throws IOException, InputException {
    Path file = Files.writeString(folder.resolve("rows.jsonl"), line);
    assertThat(CodeSuiteReader.formatOf(file)).isNotNull();
    return CodeSuiteReader.read(file).getFirst();
  }
}
