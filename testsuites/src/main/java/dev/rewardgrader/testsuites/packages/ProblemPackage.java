package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.rollout.CodeTask;
import java.util.List;

/**
 * A problem with its tests.
 *
 * @param name the folder's name
 * @param task the tests, samples first; any language
 * @param data the tests by group
 * @param scoring whether submissions get a score and not only a verdict
 * @param maxScore what a validator that gives scores counts as full, else 1
 * @param submissions what the package brings along
 */
public record ProblemPackage(
    String name,
    CodeTask task,
    TestGroup data,
    boolean scoring,
    double maxScore,
    List<PackageSubmission> submissions) {

  public ProblemPackage {
    submissions = List.copyOf(submissions);
  }
}
