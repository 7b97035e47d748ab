package dev.rewardgrader.grade.swe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweContainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    Workspace.Preparation prepared = workspace.prepare(FIX, List.of());

    assertThat(prepared.before().paths()).containsExactly("built.log");
    assertThat(prepared.before().clean()).isTrue();
    assertThat(prepared.after().paths()).containsExactlyInAnyOrder("built.log", "one.txt");
    assertThat(prepared.after().clean()).isFalse();
    assertThat(prepared.application().how()).isEqualTo("git apply --verbose");
  }

  @Test
  void preparationLeavesOneCommit() throws Exception {
    String base = shell("git rev-parse HEAD");

    Workspace.Preparation prepared = workspace.prepare(FIX, List.of());

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

    Workspace.Preparation prepared =
        workspace.prepare(tampered, Set.of("tests/test_one.txt", "tests/it's new.txt"));

    assertThat(prepared.after().paths()).hasSize(2);
    assertThat(workspace.look(null).changes().paths()).isEmpty();
  }

  @Test
  void preparationWithoutAPatchChangesNothing() throws Exception {
    Workspace.Preparation prepared = workspace.prepare("", List.of());

    assertThat(prepared.application().applied()).isTrue();
    assertThat(prepared.after()).isEqualTo(prepared.before());
  }

  @Test
  void preparationOutsideARepositoryIsNotApplied() throws Exception {
    Workspace nowhere = new Workspace(new ThisMachine(temp), temp.toString());

    assertThat(nowhere.prepare(FIX, List.of()).application().applied()).isFalse();
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
  void fileWrittenForARunIsNewerThanWhatWasBuiltBefore() throws Exception {
    shell("touch built");

    ExecResult result =
        workspace.runWith(
            "one.txt",
            "'quotes' \"and\" $words\n\\ ü",
            "cat one.txt; [ built -nt one.txt ] || exit 7\n",
            MINUTE,
            1000);

    assertThat(result.output()).isEqualTo("'quotes' \"and\" $words\n\\ ü");
    assertThat(result.exitCode()).isEqualTo(7);
  }

  @Test
  void scriptFindsNothingOnItsInput() throws Exception {
    assertThat(workspace.run("cat; echo end\n", MINUTE, 1000).output()).isEqualTo("end\n");
  }

  /** Runs commands here, with the container's own paths in a folder. */
  private record ThisMachine(Path temp) implements SweContainer {
    @Override
    public String image() {
      return "none";
    }

    @Override
    public ExecResult exec(
        List<String> command, byte[] input, String workdir, Duration timeout, int maxOutput) {
      try {
        Process process =
            new ProcessBuilder(command.stream().map(this::here).toList())
                .directory(Path.of(workdir).toFile())
                .redirectErrorStream(true)
                .start();
        // As an engine may do it: the input stays open behind its bytes.
        process.getOutputStream().write(input);
        process.getOutputStream().flush();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new ExecResult(process.waitFor(), output, false, false, Duration.ZERO);
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private String here(String argument) {
      return argument.replace("/tmp/p", temp + "/p").replace("/eval.sh", temp + "/eval.sh");
    }

    @Override
    public boolean outOfMemory() {
      return false;
    }

    @Override
    public void close() {}
  }
}
