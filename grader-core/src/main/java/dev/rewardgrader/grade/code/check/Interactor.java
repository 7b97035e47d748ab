package dev.rewardgrader.grade.code.check;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.language.Language;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A program that a candidate talks to and that judges it. It runs beside the candidate, in the same
 * sandbox and yet out of its sight: program, input and answer are files of the interactor's run
 * alone. Thread-safe.
 */
public final class Interactor {
  /**
   * What an interactor may speak: testlib's {@code registerInteraction}, or Kattis's validators.
   */
  static final List<String> PROTOCOLS = List.of("testlib", "kattis");

  private static final String ARCHIVE = "judge.tar";
  private static final String INPUT = "judge.in";
  private static final String ANSWER = "judge.ans";

  /** What a testlib interactor writes for the checker behind it. */
  private static final String OUTPUT = "judge.out";

  /** The feedback folder of the pass before. */
  private static final String MEMORY = "judge-memory.tar";

  private static final int MAX_FEEDBACK = 1 << 16;
  private static final int MAX_OUTPUT = 16 << 20;

  /**
   * Unpacks the interactor where no box is, runs it without the report channel, and reports its
   * exit status and what it wrote for the judge. That a candidate is gone it learns where it reads;
   * what it still writes is dropped.
   */
  private static final String SCRIPT =
      """
      mkdir -p /tmp/judge/feedback && cd /tmp/judge && tar -xf "$OLDPWD/%s" || exit 1
      mv "$OLDPWD/%s" "$OLDPWD/%s" . || exit 1
      if [ -f "$OLDPWD/%s" ]; then tar -x -C feedback -f "$OLDPWD/%s" || exit 1; fi
      trap '' PIPE
      { "$@" 3>&-; echo "status $?" >&3; } | { cat 2>/dev/null; cat >/dev/null; }
      tell() {
        if [ -f "$1" ]; then
          echo "$1 $(head -c $2 "$1" | wc -c)" >&3
          head -c $2 "$1" >&3
        fi
      }
      tell feedback/score.txt %d
      tell feedback/score_multiplier.txt %d
      tell feedback/judgemessage.txt %d
      tell %s %d
      if [ -f feedback/nextpass.in ] && [ -n "$JUDGE_PASSES" ]; then
        tell feedback/nextpass.in %d
        tar -c -C feedback --exclude=./nextpass.in -f %s . && tell %s %d
      fi
      """
          .formatted(
              ARCHIVE,
              INPUT,
              ANSWER,
              MEMORY,
              MEMORY,
              MAX_FEEDBACK,
              MAX_FEEDBACK,
              MAX_FEEDBACK,
              OUTPUT,
              MAX_OUTPUT,
              FeedbackFolder.MAX_BYTES + 1,
              MEMORY,
              MEMORY,
              FeedbackFolder.MAX_BYTES + 1);

  private final InteractorBuilds builds;
  private final ProgramOptions options;

  Interactor(InteractorBuilds builds, ProgramOptions options) {
    this.builds = builds;
    this.options = options;
  }

  /**
   * What an interactor says when it has come to its end.
   *
   * @param pass what it found
   * @param output what it wrote for a checker, empty when nothing
   */
  public record Judgement(Pass pass, byte[] output) {}

  /**
   * What an interactor judges by at one pass.
   *
   * @param memory of the pass before, or null
   * @param mayGoOn whether it may ask for another pass
   */
  public record Round(byte[] input, byte[] answer, byte[] memory, boolean mayGoOn) {
    /** The round that a pass asks for. */
    public Round after(Pass pass) {
      return new Round(pass.next(), answer, pass.memory(), mayGoOn);
    }
  }

  /** The first pass at a test. */
  public Round first(byte[] input, byte[] answer, boolean mayGoOn) {
    return new Round(input, answer, null, mayGoOn);
  }

  /** The rule and its version for the record. */
  public String id() {
    return "interactor/1(" + options.protocol().name().toLowerCase(Locale.ROOT) + ")";
  }

  /** What it is written in. */
  public Language language() {
    return options.language();
  }

  /**
   * The run that stands beside a candidate's.
   *
   * @param candidateWall what the candidate's run may take; the interactor outlasts it
   * @throws GraderFault when there is no such program
   */
  public Execution execution(Round round, Duration candidateWall)
      throws GraderFault, InterruptedException {
    byte[] archive = builds.archive(options);
    BuiltProgram program = BuiltProgram.of(options.source(), options.language());
    List<String> argv = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
    argv.addAll(program.argv());
    argv.add(INPUT);
    if (options.protocol() == CheckerProtocol.KATTIS) {
      argv.add(ANSWER);
      argv.add("feedback/");
    } else {
      argv.add(OUTPUT);
      argv.add(ANSWER);
    }
    argv.addAll(options.args());
    Map<String, byte[]> files = new HashMap<>();
    files.put(ARCHIVE, archive);
    files.put(INPUT, round.input);
    files.put(ANSWER, round.answer);
    if (round.memory != null) {
      files.put(MEMORY, round.memory);
    }
    long held = 2L * files.values().stream().mapToLong(content -> content.length).sum();
    Limits limits = options.limits();
    limits =
        limits
            .withWallTime(candidateWall.plus(limits.wallTime()))
            .withTmpBytes(limits.tmpBytes() + held)
            .withMemoryBytes(limits.memoryBytes() + held);
    Map<String, String> env = new HashMap<>(program.env());
    if (round.mayGoOn) {
      env.put("JUDGE_PASSES", "1");
    }
    return Execution.of(argv, limits).withEnv(env).withFiles(files).reporting();
  }

  /**
   * What a run of {@link #execution} says.
   *
   * @throws GraderFault when it says that it failed, or nothing that the protocol knows
   */
  public Judgement read(ExecutionResult result) throws GraderFault {
    Map<String, byte[]> parts = parts(result.report());
    int status = status(result);
    ExecutionResult ended =
        new ExecutionResult(
            ExecutionResult.Ending.EXITED,
            status,
            0,
            result.cpuTime(),
            result.wallTime(),
            result.peakMemoryBytes(),
            new byte[0],
            result.stderr(),
            result.stderrTruncated(),
            new byte[0],
            "");
    if (options.protocol().crashed(ended)) {
      throw CheckerProtocol.crash(ended);
    }
    CheckerProtocol.Feedback feedback =
        new CheckerProtocol.Feedback(
            parts.get("feedback/score.txt"),
            parts.get("feedback/score_multiplier.txt"),
            parts.get("feedback/judgemessage.txt"));
    CheckResult verdict = options.protocol().read(ended, feedback, options.maxScore());
    byte[] next = parts.get("feedback/" + FeedbackFolder.NEXT);
    if (next != null) {
      FeedbackFolder.requireAccepted(verdict);
      FeedbackFolder.checked(next);
      FeedbackFolder.checked(parts.get(MEMORY));
    }
    return new Judgement(
        next == null ? Pass.last(verdict) : new Pass(verdict, next, parts.get(MEMORY)),
        parts.getOrDefault(OUTPUT, new byte[0]));
  }

  private int status(ExecutionResult result) throws GraderFault {
    String report = new String(result.report(), StandardCharsets.ISO_8859_1);
    if (result.ending() != ExecutionResult.Ending.EXITED || !report.startsWith("status ")) {
      throw GraderFault.badTask(
          "the interactor failed: it ended by %s%s"
              .formatted(result.ending(), tail(CheckerProtocol.text(result.stderr()))));
    }
    int status = Integer.parseInt(report.substring(7, report.indexOf('\n')));
    if (status == 126 || status == 127) {
      throw GraderFault.permanent(
          "no-tool",
          "the interactor cannot be started in the candidate's image: it needs what runs %s%s"
              .formatted(options.language().name(), tail(CheckerProtocol.text(result.stderr()))),
          null);
    }
    return status;
  }

  private static String tail(String text) {
    return text.isEmpty() ? "" : ": " + text;
  }

  /** The files of a report: a line with name and size, then the content. */
  private static Map<String, byte[]> parts(byte[] report) throws GraderFault {
    Map<String, byte[]> parts = new HashMap<>();
    int at = lineEnd(report, 0);
    while (at < report.length) {
      int end = lineEnd(report, at);
      String[] head =
          new String(report, at, end - at, StandardCharsets.ISO_8859_1).strip().split(" ", -1);
      int size = head.length == 2 && head[1].matches("\\d{1,9}") ? Integer.parseInt(head[1]) : -1;
      if (size < 0 || size > report.length - end) {
        throw GraderFault.permanent("interactor", "the interactor's report is broken", null);
      }
      byte[] content = new byte[size];
      System.arraycopy(report, end, content, 0, size);
      parts.put(head[0], content);
      at = end + size;
    }
    return parts;
  }

  private static int lineEnd(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return Math.min(bytes.length, at + 1);
  }
}
