package dev.rewardgrader.grade.swe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of an evaluation, with the git of this machine instead of a container's. */
class WorkspaceTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String FIX =
      """
      --- a/one.txt
      +++ b/one.txt
      @@ -1,3 +1,3 @@
       first
      -second
      +SECOND
       third
      """;

  @TempDir Path temp;
  private Path repository;
  private Workspace workspace;

  @BeforeEach
  void repositoryWithTwoCommits() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "git is not installed");
    repository = Files.createDirectory(temp.resolve("repository"));
    workspace = new Workspace(new ThisMachine(temp), repository.toString());
    write("one.txt", "first\nsecond\nthird\n");
    write("tests/test_one.txt", "a test\n");
    write(".gitignore", "*.log\n");
    shell("git init -q . && git config user.name n && git config user.email e && git add -A");
    shell("git commit -qm base");
    write("later.txt", "the fix to come\n");
    shell("git add -A && git commit -qm later && git checkout -q HEAD~1");
  }

  private void write(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String shell(String script) throws Exception {
    return workspace.output(List.of("/bin/bash", "-c", script));
  }

  @Test
  void testsThatMayFailSaySoThemselvesOrInWhatTheyImport() throws Exception {
    write("tests/test_two.py", "@pytest.mark.xfail\ndef test_two(): ...\n");
    write("tests/test_three.py", "def test_three(): ...\n");
    write("src/code.py", "import pytest\npytest.xfail('never mind')\n");
    shell("git add -A && git commit -qm tests");

    assertThat(workspace.expectsFailures("tests/test_two.py")).isTrue();
    assertThat(workspace.expectsFailures("tests/test_three.py")).isFalse();

    write("tests/helpers.py", "needs_luck = pytest.mark.xfail\n");
    assertThat(workspace.expectsFailures("tests/test_three.py")).isFalse();

    shell("git add -A && git commit -qm helpers");
    assertThat(workspace.expectsFailures("tests/test_three.py")).isTrue();
  }

  @Test
  void patchIsAppliedByGit() throws Exception {
    Application application = workspace.apply(FIX);

    assertThat(application.applied()).isTrue();
    assertThat(application.how()).isEqualTo("git apply --verbose");
    assertThat(application.output()).contains("Applied patch one.txt cleanly");
    assertThat(workspace.read("one.txt")).isEqualTo("first\nSECOND\nthird\n");
  }

  @Test
  void patchWithWrongContextIsAppliedByPatch() throws Exception {
    Application application = workspace.apply(FIX.replace(" first", " primero"));

    assertThat(application.how()).startsWith("patch --batch");
    assertThat(workspace.read("one.txt")).contains("SECOND");
  }

  @Test
  void patchThatIsThereAlreadyIsTold() throws Exception {
    write("one.txt", "first\nSECOND\nthird\n");
    shell("git -c user.name=n -c user.email=e commit -qam fixed");

    assertThat(workspace.apply(FIX).how()).isEqualTo("already applied");
  }

  @Test
  void patchThatDoesNotApplyLeavesTheOutputOfTheLastAttempt() throws Exception {
    Application application = workspace.apply(FIX.replace("one.txt", "none.txt"));

    assertThat(application.applied()).isFalse();
    assertThat(application.output()).contains("can't find file to patch");
    assertThat(shell("git status --porcelain")).isEmpty();
  }

  @Test
  void preparationTellsWhatChanged() throws Exception {
    write("built.log", "ignored");

    Preparation prepared = workspace.prepare(FIX, List.of());

    assertThat(prepared.before().paths()).containsExactly("built.log");
    assertThat(prepared.before().clean()).isTrue();
    assertThat(prepared.after().paths()).containsExactlyInAnyOrder("built.log", "one.txt");
    assertThat(prepared.after().clean()).isFalse();
    assertThat(prepared.application().how()).isEqualTo("git apply --verbose");
  }

  @Test
  void nothingIsLeftThatNoNameLeadsTo() throws Exception {
    shell("git branch -D main master; git reflog expire --expire=now --all");
    String later = shell("echo 'the fix to come' | git hash-object --stdin").strip();
    assertThat(shell("git rev-list --all HEAD").lines()).hasSize(1);
    assertThat(shell("git cat-file -t " + later)).isEqualTo("blob\n");

    Preparation prepared = workspace.prepare(FIX, List.of());

    assertThat(prepared.historyCut()).isTrue();
    assertThat(shell("git cat-file --batch-all-objects --batch-check")).doesNotContain(later);
    assertThat(shell("git fsck --strict 2>&1")).isEmpty();
  }

  @Test
  void whatIsStagedAndExcludedStays() throws Exception {
    write("staged.txt", "staged");
    write("excluded.txt", "excluded");
    shell("git add staged.txt && echo /excluded.txt >>.git/info/exclude");

    Preparation prepared = workspace.prepare(FIX, List.of());

    assertThat(prepared.historyCut()).isTrue();
    assertThat(shell("git show :staged.txt")).isEqualTo("staged");
    assertThat(shell("git status --porcelain")).isEqualTo(" M one.txt\nA  staged.txt\n");
  }

  @Test
  void preparationLeavesOneCommit() throws Exception {
    String base = shell("git rev-parse HEAD");

    Preparation prepared = workspace.prepare(FIX, List.of());

    assertThat(prepared.historyCut()).isTrue();
    assertThat(shell("git rev-list --all HEAD")).isEqualTo(base);
    assertThat(shell("git log --all -p")).doesNotContain("the fix to come");
  }

  @Test
  void preparationTakesTestsFromTheBase() throws Exception {
    String tampered =
        """
        --- a/tests/test_one.txt
        +++ b/tests/test_one.txt
        @@ -1 +1 @@
        -a test
        +no test
        --- /dev/null
        +++ b/tests/it's new.txt
        @@ -0,0 +1 @@
        +more
        """;

    Preparation prepared =
        workspace.prepare(tampered, Set.of("tests/test_one.txt", "tests/it's new.txt"));

    assertThat(prepared.after().paths()).hasSize(2);
    assertThat(workspace.look(null).changes().paths()).isEmpty();
  }

  @Test
  void preparationWithoutAPatchChangesNothing() throws Exception {
    Preparation prepared = workspace.prepare("", List.of());

    assertThat(prepared.application().applied()).isTrue();
    assertThat(prepared.after()).isEqualTo(prepared.before());
  }

  @Test
  void aFolderThatIsNoRepositoryIsAFaultOfOursAndNoneOfThePatch() {
    Workspace nowhere = new Workspace(new ThisMachine(temp), temp.toString());

    assertThatThrownBy(() -> nowhere.prepare(FIX, List.of()))
        .isInstanceOf(SweEngineException.class)
        .hasMessageContaining("not a git repository");
  }

  @Test
  void aFolderThatIsNotThereIsAFaultOfOurs() {
    Workspace nowhere = new Workspace(new ThisMachine(temp), temp.resolve("none").toString());

    assertThatThrownBy(() -> nowhere.apply(FIX))
        .isInstanceOf(SweEngineException.class)
        .hasMessageContaining("the image has no folder " + temp.resolve("none"));
  }

  @Test
  void lookTellsTheTextOfAFile() throws Exception {
    write("one.txt", "changed\n\n");

    Workspace.Look look = workspace.look("one.txt");

    assertThat(look.text()).isEqualTo("changed\n\n");
    assertThat(look.changes().paths()).containsExactly("one.txt");
    assertThat(workspace.look("no such file").text()).isEmpty();
  }

  @Test
  void nobodyWaitsForAPipe() throws Exception {
    shell("rm one.txt; mkfifo one.txt");

    assertThat(workspace.read("one.txt")).isEmpty();
    assertThat(workspace.look("one.txt").text()).isEmpty();
  }

  @Test
  void fileWrittenForARunIsNewerThanWhatWasBuiltBefore() throws Exception {
    shell("touch built");

    Input input = new Input().file("one.txt", "'quotes' \"and\" $words\n\\ ü");
    ExecResult result = run(input, "cat one.txt; [ built -nt one.txt ] || exit 7\n", "").run();

    assertThat(result.output()).isEqualTo("'quotes' \"and\" $words\n\\ ü");
    assertThat(result.exitCode()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "-n",
        "100 % %s %d",
        "\\n \\0 \\c \\\\ \\'",
        "a\0b\0007\0",
        "it's `x` $(y) \"z\" $z !! ü 日 \uD83D\uDE00\r\n\t"
      })
  void fileIsWrittenToTheByte(String text) throws Exception {
    // Short ones are part of the command, and long ones are sent beside it.
    for (int times : new int[] {1, 3000, 60_000}) {
      String all = text.repeat(times);
      Input input = new Input().file("one.txt", all).file("two.txt", text);

      assertThat(run(input, "cksum one.txt two.txt\n", "").run().succeeded()).isTrue();

      assertThat(Files.readString(repository.resolve("one.txt"))).isEqualTo(all);
      assertThat(Files.readString(repository.resolve("two.txt"))).isEqualTo(text);
    }
  }

  private ReportedRun run(Input input, String script, String find) throws Exception {
    return workspace.runReported(input, script, find, MINUTE, 1000);
  }

  @Test
  void runTellsOfTheFilesThatItLeft() throws Exception {
    String script = "echo log; printf 'a\n\n' >a.xml; printf b >\"it's b.xml\"; exit 3\n";

    ReportedRun run = run(new Input(), script, "find . -name '*.xml' | sort");

    assertThat(run.run().output()).isEqualTo("log\n");
    assertThat(run.run().exitCode()).isEqualTo(3);
    assertThat(run.files()).containsExactly("a\n\n", "b");
  }

  @Test
  void errorsAndOutputOfARunStayInOrder() throws Exception {
    ReportedRun run = run(new Input(), "echo a; echo b >&2; echo c; echo d >&2\n", "");

    assertThat(run.run().output()).isEqualTo("a\nb\nc\nd\n");
  }

  @Test
  void outputBeyondTheLimitIsTold() throws Exception {
    ReportedRun run = run(new Input(), "printf '%02000d' 7\n", "echo one.txt");

    assertThat(run.run().truncated()).isTrue();
    assertThat(run.run().output()).hasSize(1000);
  }

  @Test
  void scriptHasNoInput() throws Exception {
    assertThat(run(new Input(), "cat; echo end\n", "").run().output()).isEqualTo("end\n");
  }

  @Test
  void fileThatCannotBeWrittenLeavesNothingForTheNext() throws Exception {
    Input input = new Input().file("no/such/folder/a.txt", "lost\n");

    assertThat(run(input, "cat one.txt\n", "").run().output()).endsWith("first\nsecond\nthird\n");
  }

  @Test
  void patchIsAppliedAndAScriptRunInOneCommand() throws Exception {
    Workspace.AppliedRun both =
        workspace.applyAndRun(FIX, "sed -n 2p one.txt; exit 4\n", MINUTE, 1000);

    assertThat(both.application().how()).isEqualTo("git apply --verbose");
    assertThat(both.run().output()).isEqualTo("SECOND\n");
    assertThat(both.run().exitCode()).isEqualTo(4);
  }

  @Test
  void nothingIsRunAfterAPatchThatDoesNotApply() throws Exception {
    Workspace.AppliedRun both =
        workspace.applyAndRun(
            FIX.replace("one.txt", "none.txt"), "echo ran >ran.txt\n", MINUTE, 1000);

    assertThat(both.application().applied()).isFalse();
    assertThat(both.application().output()).contains("can't find file to patch");
    assertThat(repository.resolve("ran.txt")).doesNotExist();
  }

  @Test
  void preparationSetsUpTheTests() throws Exception {
    String setup = "echo set up; printf more >>tests/test_one.txt\n";

    Preparation prepared = workspace.prepare(FIX, List.of(), setup, "tests/test_one.txt");

    assertThat(prepared.after().paths()).containsExactly("one.txt");
    assertThat(prepared.setup().output()).isEqualTo("set up\n");
    assertThat(prepared.setup().look().text()).isEqualTo("a test\nmore");
    assertThat(prepared.setup().look().changes().paths())
        .containsExactlyInAnyOrder("one.txt", "tests/test_one.txt");
  }

  @Test
  void nothingIsSetUpForAPatchThatDoesNotApply() throws Exception {
    Preparation prepared =
        workspace.prepare(
            FIX.replace("one.txt", "none.txt"), List.of(), "echo ran >ran.txt\n", null);

    assertThat(prepared.application().applied()).isFalse();
    assertThat(prepared.setup()).isNull();
    assertThat(repository.resolve("ran.txt")).doesNotExist();
  }

  @Test
  void patchThatWritesIntoTheFolderOfGitIsTold() throws Exception {
    String hook =
        """
        --- /dev/null
        +++ b/.git/hooks/post-checkout
        @@ -0,0 +1 @@
        +touch hooked
        """;

    Preparation prepared = workspace.prepare(hook, List.of());

    assertThat(prepared.gitWritten()).isTrue();
  }

  @Test
  void scriptFindsNothingOnItsInput() throws Exception {
    assertThat(workspace.run("cat; echo end\n", MINUTE, 1000).output()).isEqualTo("end\n");
  }
}
