package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.SubtaskResult;
import dev.rewardgrader.grade.TestReport;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Subtask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up the points of a task's subtasks. */
final class Subtasks {
  /** The score's name: the share of all points, in [0,1]. */
  private static final String POINTS = "points";

  /**
   * A test of the task.
   *
   * @param index among all tests, which is that of its result
   * @param points what it weighs in its subtask
   */
  private record Weighed(int index, double points) {}

  private final List<Subtask> subtasks;
  private final Map<String, List<Weighed>> tests = new HashMap<>();
  private int count;

  private Subtasks(CodeTask task) {
    this.subtasks = task.subtasks();
    switch (task.form()) {
      case CodeTask.Stdio stdio -> stdio.tests().forEach(this::add);
      case CodeTask.Interactive interactive -> interactive.tests().forEach(this::add);
      case CodeTask.Calls calls -> calls.tests().forEach(test -> add(test.group(), test.points()));
      case CodeTask.Asserts asserts -> {}
    }
  }

  private void add(CodeTask.StdioTest test) {
    add(test.group(), test.points());
  }

  private void add(String group, double points) {
    tests.computeIfAbsent(group, name -> new ArrayList<>()).add(new Weighed(count++, points));
  }

  /** The grade with the results of the task's subtasks; the same where it has none. */
  static Grade added(Grade grade, CodeTask task) {
    TestReport report = grade.tests();
    if (task.subtasks().isEmpty() || report == null) {
      return grade;
    }
    List<SubtaskResult> results = new Subtasks(task).results(report);
    double all = results.stream().mapToDouble(SubtaskResult::points).sum();
    double earned = results.stream().mapToDouble(SubtaskResult::earned).sum();
    // A candidate that cheated gets nothing for what it passed on the way.
    double share = all <= 0 || grade.verdict() == Verdict.REJECTED ? 0 : earned / all;
    Map<String, Double> scores = new LinkedHashMap<>(grade.scores());
    scores.put(POINTS, share);
    return new Grade(
        grade.verdict(),
        grade.reason(),
        grade.candidate(),
        new TestReport(report.total(), report.totalPoints(), report.results(), results),
        scores,
        grade.flags(),
        grade.details(),
        grade.compileTime(),
        grade.runTime(),
        grade.sandbox());
  }

  private List<SubtaskResult> results(TestReport report) {
    List<TestResult> ran = report.results();
    List<SubtaskResult> results = new ArrayList<>();
    for (Subtask subtask : subtasks) {
      List<Weighed> own = tests.getOrDefault(subtask.id(), List.of());
      String blocker =
          subtask.requires().stream().filter(id -> !passes(id, ran)).findFirst().orElse(null);
      double score = blocker == null ? score(subtask.scoring(), own, ran) : 0;
      results.add(
          new SubtaskResult(
              subtask.id(),
              subtask.points(),
              subtask.points() * score,
              (int) own.stream().filter(test -> passed(test, ran)).count(),
              own.size(),
              blocker));
    }
    return results;
  }

  private boolean passes(String id, List<TestResult> ran) {
    return tests.getOrDefault(id, List.of()).stream().allMatch(t -> passed(t, ran));
  }

  private static boolean passed(Weighed test, List<TestResult> ran) {
    return test.index() < ran.size() && ran.get(test.index()).passed();
  }

  /** A test that did not run scores nothing. */
  private static double score(Subtask.Scoring scoring, List<Weighed> own, List<TestResult> ran) {
    return switch (scoring) {
      case ALL -> own.stream().allMatch(test -> passed(test, ran)) ? 1 : 0;
      case MIN -> own.stream().mapToDouble(test -> score(test, ran)).min().orElse(0);
      case SUM -> {
        double all = own.stream().mapToDouble(Weighed::points).sum();
        double earned = own.stream().mapToDouble(test -> test.points() * score(test, ran)).sum();
        yield all <= 0 ? 0 : earned / all;
      }
    };
  }

  private static double score(Weighed test, List<TestResult> ran) {
    return test.index() < ran.size() ? ran.get(test.index()).score() : 0;
  }
}
