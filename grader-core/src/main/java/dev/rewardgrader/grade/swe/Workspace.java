package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The repository in the container of one evaluation. */
final class Workspace {
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final int STEP_OUTPUT = 8 << 20;
  private static final int REPORT_OUTPUT = 64 << 20;
  private static final String PATCH = "/tmp/patch.diff";
  private static final int PATHS_AT_ONCE = 200;

  /** The public harness's attempts, in its order. */
  private static final List<List<String>> ATTEMPTS =
      List.of(
          List.of("git", "apply", "--verbose", PATCH),
          List.of("git", "apply", "--verbose", "--3way", PATCH),
          List.of("git", "apply", "--verbose", "--reject", PATCH),
          List.of("patch", "--batch", "--forward", "--fuzz=5", "-p1", "-i", PATCH));

  /** Leaves one commit: no later one to read a fix from. Keeps the commit's name and the index. */
  private static final String FORGET_HISTORY =
      """
      [ "$(git rev-list --all HEAD --max-count=2 | wc -l)" -gt 1 ] || exit 0
      [ ! -e .gitmodules ] || { echo submodules; exit 3; }
      new=$(mktemp -d) && git init -q "$new" &&
      git -c uploadpack.allowAnySHA1InWant=true -C "$new" fetch -q --depth 1 "file://$PWD" \
        "$(git rev-parse HEAD)" &&
      git -C "$new" update-ref --no-deref HEAD FETCH_HEAD && rm -f "$new/.git/FETCH_HEAD" &&
      cp .git/index "$new/.git/index" && cp .git/config "$new/.git/config" &&
      rm -rf .git && mv "$new/.git" .git && git remote | xargs -r -n 1 git remote remove
      """;

  private static final String RESET_PATHS =
      "for p; do if git cat-file -e \"HEAD:$p\" 2>/dev/null; then rm -rf -- \"$p\"; git checkout -q"
          + " HEAD -- \"$p\"; else rm -rf -- \"$p\"; fi; done";

  private final SweContainer container;
  private final String folder;

  Workspace(SweContainer container, String folder) {
    this.container = container;
    this.folder = folder;
  }

  /** How a patch was applied, or that it was not. */
  record Application(boolean applied, String how, String output) {}

  Application apply(String patch) throws SweEngineException, InterruptedException {
    if (patch.isEmpty()) {
      return new Application(true, "nothing", "");
    }
    container.put(PATCH, patch.getBytes(StandardCharsets.UTF_8), false);
    ExecResult last = null;
    for (int attempt = 0; attempt < ATTEMPTS.size(); attempt++) {
      if (attempt > 0) {
        shell("git checkout -- . ; git clean -fd", List.of());
      }
      last = step(ATTEMPTS.get(attempt));
      if (last.succeeded()) {
        return new Application(true, String.join(" ", ATTEMPTS.get(attempt)), last.output());
      }
    }
    if (step(List.of("git", "apply", "--check", "--reverse", PATCH)).succeeded()) {
      return new Application(true, "already applied", last.output());
    }
    return new Application(false, "", last.output());
  }

  /** Removes all commits but the one that is checked out; false where it could not. */
  boolean forgetHistory() throws SweEngineException, InterruptedException {
    return shell(FORGET_HISTORY, List.of()).succeeded();
  }

  /** Takes paths from the base commit; those it does not have are removed. */
  void reset(Collection<String> paths) throws SweEngineException, InterruptedException {
    List<String> all = new ArrayList<>(paths);
    for (int from = 0; from < all.size(); from += PATHS_AT_ONCE) {
      shell(RESET_PATHS, all.subList(from, Math.min(all.size(), from + PATHS_AT_ONCE)));
    }
  }

  /** Every path that differs from the base commit, ignored ones included. */
  Set<String> changes() throws SweEngineException, InterruptedException {
    ExecResult result =
        step(
            List.of(
                "git",
                "-c",
                "core.fileMode=false",
                "status",
                "--porcelain",
                "-z",
                "-uall",
                "--ignored",
                "--no-renames"));
    Set<String> paths = new HashSet<>();
    Arrays.stream(result.output().split("\0"))
        .filter(entry -> entry.length() > 3)
        .forEach(entry -> paths.add(entry.substring(3)));
    return paths;
  }

  boolean changed() throws SweEngineException, InterruptedException {
    return !step(List.of("git", "status", "--porcelain", "-uall")).output().isBlank();
  }

  /** Runs a script from a file, outside the repository. */
  ExecResult run(String script, Duration timeout, int maxOutput)
      throws SweEngineException, InterruptedException {
    container.put("/eval.sh", script.getBytes(StandardCharsets.UTF_8), true);
    return container.exec(List.of("/bin/bash", "/eval.sh"), folder, timeout, maxOutput);
  }

  /** What a command printed, errors included. */
  String output(List<String> command) throws SweEngineException, InterruptedException {
    return step(command).output();
  }

  /** The text of a file; empty if there is none. */
  String read(String path) throws SweEngineException, InterruptedException {
    ExecResult result = step(List.of("cat", "--", path));
    return result.succeeded() ? result.output() : "";
  }

  /** The text of a file in the base commit; empty if there is none. */
  String readBase(String path) throws SweEngineException, InterruptedException {
    ExecResult result = step(List.of("git", "show", "HEAD:" + path));
    return result.succeeded() ? result.output() : "";
  }

  /** Writes a file of the repository; its folder must be there. */
  void write(String path, String text) throws SweEngineException, InterruptedException {
    container.put(folder + "/" + path, text.getBytes(StandardCharsets.UTF_8), false);
  }

  /**
   * The texts of several files.
   *
   * @param find a shell command that prints paths, one a line
   */
  List<String> readAll(String find) throws SweEngineException, InterruptedException {
    String cut = "grader-" + UUID.randomUUID();
    ExecResult result =
        container.exec(
            List.of(
                "/bin/bash",
                "-c",
                find
                    + " | while IFS= read -r f; do printf '%s\n' "
                    + cut
                    + "; cat -- \"$f\"; done"),
            folder,
            STEP,
            REPORT_OUTPUT);
    List<String> texts = new ArrayList<>(List.of(result.output().split(cut + "\n", -1)));
    texts.removeFirst();
    return texts;
  }

  boolean outOfMemory() throws SweEngineException, InterruptedException {
    return container.outOfMemory();
  }

  private ExecResult shell(String script, List<String> arguments)
      throws SweEngineException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", script, "bash"));
    command.addAll(arguments);
    return step(command);
  }

  private ExecResult step(List<String> command) throws SweEngineException, InterruptedException {
    return container.exec(command, folder, STEP, STEP_OUTPUT);
  }
}
