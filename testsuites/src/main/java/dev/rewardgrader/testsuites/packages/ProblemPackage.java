package dev.rewardgrader.testsuites.packages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.rollout.CodeTask;
import java.util.List;

/**
 * A problem with its tests.
 *
 * @param name the folder's name
 * @param tasks the tests, samples first, of any language; more than one task where the output
 *     validator is told different things at different tests
 * @param order ids of all tests
 * @param data the tests by group
 * @param scoring whether submissions get a score and not only a verdict
 * @param addsUp whether a verdict is more than that of the first failed test
 * @param maxScore what a validator that gives scores counts as full, else 1
 * @param timing how the time limit comes about
 * @param submissions what the package brings along
 * @param skipped paths of submissions in no known language
 * @param grader the package's own grader of groups as a program of a task is described, or null
 * @param notes what else of the package is left out, for a person
 */
public record ProblemPackage(
    String name,
    List<CodeTask> tasks,
    List<String> order,
    TestGroup data,
    boolean scoring,
    boolean addsUp,
    double maxScore,
    Timing timing,
    List<PackageSubmission> submissions,
    List<String> skipped,
    ObjectNode grader,
    List<String> notes) {

  public ProblemPackage {
    tasks = List.copyOf(tasks);
    order = List.copyOf(order);
    submissions = List.copyOf(submissions);
    skipped = List.copyOf(skipped);
    notes = List.copyOf(notes);
  }

  /** Whether a group's results are put together by the package's own grader. */
  static boolean needsGrader(TestGroup group) {
    return group.custom() || group.groups().stream().anyMatch(ProblemPackage::needsGrader);
  }

  /** The same under another name. */
  ProblemPackage named(String other) {
    return with(other, tasks);
  }

  private ProblemPackage with(String other, List<CodeTask> others) {
    return new ProblemPackage(
        other,
        others,
        order,
        data,
        scoring,
        addsUp,
        maxScore,
        timing,
        submissions,
        skipped,
        grader,
        notes);
  }

  /** The same with another time limit. */
  ProblemPackage withTimeLimit(long millis) {
    List<CodeTask> limited =
        tasks.stream()
            .map(
                task ->
                    with(
                        task,
                        new CodeTask.TaskLimits(
                            millis, task.limits().memoryMb(), task.limits().outputBytes())))
            .toList();
    return with(name, limited);
  }

  private static CodeTask with(CodeTask task, CodeTask.TaskLimits limits) {
    return new CodeTask(
        task.id(),
        task.policy(),
        task.language(),
        task.form(),
        task.checker(),
        limits,
        task.prefix(),
        task.files(),
        task.options());
  }
}
