package dev.rewardgrader.cli.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.TaskReader;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests with arguments and files, and programs that read and write files. */
class ProgramFilesTest {
  @RegisterExtension
  static final LocalGrader LOCAL = new LocalGrader(LocalOptions.DEFAULT.withSandboxes(1));

  private static final String FILES = ",\"input_file\":\"in.txt\",\"output_file\":\"out.txt\"";
  private static final String ONE_TEST = "{\"input\":\"7\\n\",\"output\":\"7\\n\"}";

  @Test
  void everyTestHasItsOwnArgumentsAndFiles() throws Exception {
    String tests =
        """
        {"args":["a b","$x"],"files":{"data/words.txt":"one\\n"},"output":"a b|$x|one\\n"},
        {"args":["-c"],"output":"-c|none\\n"}
        """;
    String program =
        """
        import os, sys
        there = os.path.exists("data/words.txt")
        print("|".join(sys.argv[1:] + [open("data/words.txt").read().strip() if there else "none"]))
        """;

    assertThat(judge("python", tests, "", program).verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void aCompiledProgramHasItsArgumentsToo() throws Exception {
    String tests = "{\"args\":[\"x\",\"\"],\"output\":\"3 x\\n\"}";
    String program =
        "#include <cstdio>\nint main(int n, char **a) { printf(\"%d %s\\n\", n, a[1]); }\n";

    assertThat(judge("cpp", tests, "", program).verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          open('out.txt', 'w').write(open('in.txt').read())   | ACCEPTED
          open('out.txt', 'w').write('8')                     | WRONG_ANSWER
          print(7)                                            | WRONG_ANSWER
          print(9); open('out.txt', 'w').write('7')           | ACCEPTED
          open('out.txt', 'w').write(input())                 | RUNTIME_ERROR
          open('out.txt', 'w').write('7'); exit(3)            | RUNTIME_ERROR
          open('out.txt', 'w').write('7'); import os; os.kill(os.getpid(), 11) | RUNTIME_ERROR
          open('out.txt', 'w').write('7' * 4096)              | OUTPUT_LIMIT_EXCEEDED
          open('out.txt', 'w').write('7'); x = bytearray(900 << 20) | MEMORY_LIMIT_EXCEEDED
          while True: pass                                    | TIME_LIMIT_EXCEEDED
          import os; os.mkdir('out.txt')                      | WRONG_ANSWER
          import os; os.write(3, b'forged')                   | RUNTIME_ERROR
          import os; os.write(os.open(f'/proc/{os.getppid()}/fd/3', os.O_WRONLY), b'forged') | RUNTIME_ERROR
          """)
  void aProgramMayReadAndWriteFiles(String program, Verdict verdict) throws Exception {
    Grade grade = judge("python", ONE_TEST, FILES, program);

    assertThat(grade.verdict()).as(grade.reason() + "").isEqualTo(verdict);
  }

  @Test
  void whatOneTestWroteIsGoneAtTheNext() throws Exception {
    String tests = ONE_TEST + "," + ONE_TEST;
    String program =
        "import os\nif not os.path.exists('out.txt'): open('out.txt', 'w').write('7')\n";

    assertThat(judge("python", tests, FILES, program).verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void onlyTheInputMayBeAFile() throws Exception {
    assertThat(
            judge("python", ONE_TEST, ",\"input_file\":\"in.txt\"", "print(open('in.txt').read())")
                .verdict())
        .isEqualTo(Verdict.ACCEPTED);
  }

  private static Grade judge(String language, String tests, String fields, String program)
      throws Exception {
    String task =
        "{\"kind\":\"code\",\"id\":\"t\",\"language\":\"%s\",\"tests\":[%s],"
                .formatted(language, tests)
            + "\"limits\":{\"time_ms\":500,\"memory_mb\":128,\"output_bytes\":1024}"
            + fields
            + "}";
    CodeTask read = (CodeTask) new TaskReader(Path.of(".")).read(Json.MAPPER.readTree(task), "$");
    return LOCAL.grade(read, "```" + language + "\n" + program + "\n```");
  }
}
