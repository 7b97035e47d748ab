package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.grade.swe.restore.TestSettings;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes the test infrastructure from the base commit, as far as a patch or the set-up changed it.
 */
final class Restoration {
  private final Attempt attempt;
  private final String patch;
  private final Set<String> before;
  private final Set<String> tested;

  /**
   * @param before paths that differed from the base commit before the patch
   * @param tested paths of the test patch, which are not the model's
   */
  Restoration(Attempt attempt, String patch, Set<String> before, Set<String> tested) {
    this.attempt = attempt;
    this.patch = patch;
    this.before = before;
    this.tested = tested;
  }

  /**
   * Test settings among the other things of build files, before anything is built.
   *
   * @param changes what differs once the patch is applied
   */
  void settings(Changes changes) throws SweEngineException, InterruptedException {
    for (String path : patched(changes)) {
      if (!TestSettings.mayHold(path) || tested.contains(path)) {
        continue;
      }
      String patched = attempt.workspace.read(path);
      if (patched.isEmpty()) {
        continue;
      }
      Optional<String> restored =
          TestSettings.restored(path, attempt.workspace.readBase(path), patched);
      if (restored.isPresent()) {
        attempt.workspace.write(path, restored.get());
        attempt.notes.add("test settings restored: " + path);
        attempt.flags.add("suspect:test-settings");
      }
    }
  }

  /** What the patch names, and what differs without having done so before. */
  private Set<String> patched(Changes changes) {
    Set<String> paths = new TreeSet<>(changes.paths());
    paths.removeAll(before);
    paths.addAll(PatchFile.paths(patch));
    return paths;
  }

  /** Files that are test infrastructure as a whole, just before the tests. */
  void files(Changes changes) throws SweEngineException, InterruptedException {
    Set<String> owned = patched(changes);
    owned.removeIf(path -> !TestInfrastructure.owns(path) || tested.contains(path));
    if (owned.isEmpty()) {
      return;
    }
    attempt.workspace.reset(owned);
    owned.forEach(path -> attempt.notes.add("restored: " + path));
    String hook = TestInfrastructure.hook(patch);
    if (hook != null) {
      attempt.tampering.add(
          new Tampering(
              "tamper:test-hooks", "the patch puts '" + hook + "' into the test infrastructure"));
    }
  }
}
