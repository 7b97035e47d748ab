package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.check.CheckResult;
import dev.rewardgrader.grade.code.check.Interactor;
import dev.rewardgrader.grade.code.check.OutputChecker;
import dev.rewardgrader.grade.code.check.Pass;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.CodeTask.StdioTest;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.PairResult;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.sandbox.language.Program;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Judges programs that talk to an interactor, each test a conversation of its own. */
final class InteractiveJudge {
  /** An interactor that worked for one part in so many of the wall time made the candidate wait. */
  private static final int WORKING = 25;

  private static final long MAX_PROGRAM = 256L << 20;

  private final SandboxPool pool;
  private final Interactor interactor;
  private final OutputChecker checker;
  private final CodeTask.Interactive form;

  /**
   * @param pool where a candidate goes whose own image cannot run the interactor
   * @param checker judges what the interactor wrote for it, once that has accepted; null for none
   */
  InteractiveJudge(
      SandboxPool pool, Interactor interactor, OutputChecker checker, CodeTask.Interactive form) {
    this.form = form;
    this.pool = pool;
    this.interactor = interactor;
    this.checker = checker;
  }

  Grade.Builder judge(Attempt attempt) throws SandboxException, GraderFault, InterruptedException {
    if (!attempt.sandbox().info().isolation().equals("namespaces")) {
      throw GraderFault.permanent(
          "no-namespaces",
          "an interactor cannot be hidden from the candidate where runs have no namespaces",
          null);
    }
    Program program = attempt.singleProgram();
    Compiler.Compilation compilation = Compiler.compile(attempt, program);
    if (compilation.failure() != null) {
      return Report.notRun(compilation, form.tests().size(), Report.points(form.tests()));
    }
    byte[] movable = movable(attempt, program);
    if (movable == null) {
      return graded(talkAll(attempt, program), compilation);
    }
    // Never two sandboxes at once: those who hold one and wait for another would wait for ever.
    attempt.sandbox().close();
    try (Sandbox other = pool.acquire(interactor.language().image())) {
      other.put(attempt.language().run().argvFor(program).getFirst().substring(2), movable, true);
      return graded(talkAll(attempt.in(other), program), compilation);
    }
  }

  private Grade.Builder graded(Report report, Compiler.Compilation compilation) {
    return report
        .grade(form.tests().size(), Report.points(form.tests()), compilation)
        .detail("checker", Report.text(interactor.id()));
  }

  /**
   * The compiled candidate where it can and must run in the interactor's image, because its own has
   * nothing that runs the interactor; else null.
   */
  private byte[] movable(Attempt attempt, Program program) throws SandboxException {
    Language judge = interactor.language();
    boolean elsewhere =
        attempt.sandbox().info().image() != null
            && !judge.image().equals(attempt.language().image());
    String start = attempt.language().run().argvFor(program).getFirst();
    if (!elsewhere || isNative(judge.run().argv().getFirst()) || !isNative(start)) {
      return null;
    }
    byte[] built = attempt.sandbox().get(start.substring(2), MAX_PROGRAM);
    return StaticProgram.is(built) ? built : null;
  }

  private static boolean isNative(String start) {
    return start.startsWith("./");
  }

  private Report talkAll(Attempt attempt, Program program)
      throws SandboxException, GraderFault, InterruptedException {
    List<TestRuns.Checked> checked = new ArrayList<>();
    for (StdioTest test : form.tests()) {
      TestRuns.Checked one = talk(attempt, program, test);
      checked.add(one);
      if (attempt.options().stopAtFirstFailure() && !one.outcome().accepted()) {
        break;
      }
    }
    return new Report(checked);
  }

  private TestRuns.Checked talk(Attempt attempt, Program program, StdioTest test)
      throws SandboxException, GraderFault, InterruptedException {
    Interactor.Round round = interactor.first(bytes(test.input()), answer(test), form.passes() > 1);
    Spent spent = Spent.NOTHING;
    for (int number = 1; ; number++) {
      PairResult ended = together(attempt, program, test, round);
      spent = spent.and(ended.second());
      Judged judged = judged(attempt, ended, test);
      if (judged.pass == null || judged.pass.next() == null) {
        return spent.result(test, judged.outcome, judged.score);
      }
      PassesJudge.requireAnother(number, form.passes(), test);
      round = round.after(judged.pass);
    }
  }

  private PairResult together(
      Attempt attempt, Program program, StdioTest test, Interactor.Round round)
      throws SandboxException, GraderFault, InterruptedException {
    Execution candidate = TestSetup.STREAMS.execution(attempt, program, test, new byte[0]);
    Execution judge = interactor.execution(round, candidate.limits().wallTime());
    PairResult ended = attempt.sandbox().runTogether(judge, candidate);
    if (attempt.isNear(ended.second()) || waited(ended)) {
      ended = attempt.sandbox().runTogether(Attempt.patient(judge), Attempt.patient(candidate));
    }
    return ended;
  }

  private static byte[] answer(StdioTest test) {
    return bytes(test.outputs().isEmpty() ? "" : test.outputs().getFirst());
  }

  /** Whether the candidate was out of wall time because the interactor took it. */
  private static boolean waited(PairResult ended) {
    return ended.second().ending() == ExecutionResult.Ending.WALL_LIMIT
        && ended.first().cpuTime().multipliedBy(WORKING).compareTo(ended.second().wallTime()) > 0;
  }

  /** What a conversation came to; the pass is null where the interactor does not decide. */
  private record Judged(Outcome outcome, double score, Pass pass) {
    Judged(Outcome outcome) {
      this(outcome, 0, null);
    }
  }

  /**
   * A refusal stands, however the candidate ends after it, unless the candidate had left before: an
   * interactor that is left alone refuses too, and then the candidate's own ending says why. What
   * the interactor accepts is accepted only of a candidate that ends well (Kattis problem package
   * format, interactive problems; problemtools does the same).
   */
  private Judged judged(Attempt attempt, PairResult ended, StdioTest test)
      throws GraderFault, InterruptedException {
    Outcome ending = attempt.outcome(ended.second());
    boolean left = ended.secondLeftFirst();
    if (left && !ending.accepted()) {
      return new Judged(ending);
    }
    Interactor.Judgement judgement = interactor.read(ended.first());
    CheckResult verdict = judgement.pass().verdict();
    boolean goesOn = judgement.pass().next() != null;
    if ((goesOn || verdict.score() > 0) && !ending.accepted()) {
      return new Judged(ending);
    }
    if (verdict.accepted() && checker != null && !goesOn) {
      verdict =
          checker.check(
              judgement.output(),
              test.outputs().stream().map(InteractiveJudge::bytes).toList(),
              bytes(test.input()));
    }
    Outcome outcome =
        verdict.accepted()
            ? Outcome.ACCEPTED
            : new Outcome(
                Verdict.WRONG_ANSWER,
                "wrong-interaction",
                verdict.text(attempt.options().revealTests()));
    return new Judged(outcome, verdict.score(), judgement.pass());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
