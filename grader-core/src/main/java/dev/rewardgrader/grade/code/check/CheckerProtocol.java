package dev.rewardgrader.grade.code.check;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.sandbox.ExecutionResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a checker program is called and how it answers. */
public enum CheckerProtocol {
  /**
   * testlib: {@code checker input output answer}. Exit status 0 is right, 1, 2, 4 and 8 are wrong
   * (answer, format, more than due, end of output), 7 is partial with {@code points x} on standard
   * error, 3 is a fault of the problem (MikeMirzayanov/testlib, {@code testlib.h}).
   */
  TESTLIB {
    @Override
    public CheckResult read(ExecutionResult result, Feedback feedback, double maxScore)
        throws GraderFault {
      String message = text(result.stderr());
      return switch (result.exitCode()) {
        case 0 -> CheckResult.ACCEPTED;
        case 1, 2, 4, 8 -> CheckResult.wrong(orElse(message, "wrong answer"), null);
        case 7 -> partial(points(message), maxScore, message);
        default -> throw failed("exit status " + result.exitCode() + ": " + message);
      };
    }

    // An interpreter's own exit status for a crash is testlib's for a wrong answer.
    @Override
    boolean crashed(ExecutionResult result) {
      return (result.exitCode() == 1 || result.exitCode() == 2)
          && CRASH.matcher(new String(result.stderr(), StandardCharsets.UTF_8)).find();
    }
  },

  /**
   * Kattis and DOMjudge: {@code validator input answer feedback_folder flags}, the output on
   * standard input. Exit status 42 is right, 43 wrong, any other a fault of the problem. {@code
   * score.txt}, {@code score_multiplier.txt} and {@code judgemessage.txt} in the feedback folder
   * are read (Kattis problem package format, output validators).
   */
  KATTIS {
    @Override
    public CheckResult read(ExecutionResult result, Feedback feedback, double maxScore)
        throws GraderFault {
      String message = text(feedback.message());
      return switch (result.exitCode()) {
        case 42 -> {
          if (feedback.score() != null) {
            yield partial(number(text(feedback.score())), maxScore, message);
          }
          yield feedback.multiplier() == null
              ? CheckResult.ACCEPTED
              : partial(number(text(feedback.multiplier())), 1, message);
        }
        case 43 -> CheckResult.wrong(orElse(message, "wrong answer"), null);
        default ->
            throw failed(
                "exit status %d, which is neither 42 nor 43: %s"
                    .formatted(result.exitCode(), text(result.stderr())));
      };
    }
  },

  /**
   * The Python checkers of open-r1's Codeforces rows: {@code checker input answer output}, and a
   * score on standard output: 1 and 100 are right (piston fork of open-r1, {@code
   * packages/codeforces}).
   */
  OPEN_R1 {
    @Override
    public CheckResult read(ExecutionResult result, Feedback feedback, double maxScore)
        throws GraderFault {
      if (result.exitCode() != 0) {
        throw failed("exit status " + result.exitCode() + ": " + text(result.stderr()));
      }
      double score = number(text(result.stdout()));
      return partial(score > 1 ? score / 100 : score, 1, "");
    }

    @Override
    boolean crashed(ExecutionResult result) {
      return result.exitCode() != 0;
    }
  };

  /** What Python, Java, Go, Node.js and Ruby write when a program of theirs ends by an error. */
  private static final Pattern CRASH =
      Pattern.compile(
          "(?m)^Traceback \\(most recent call last\\):|^(?:Syntax|Indentation|Tab)Error: "
              + "|^Exception in thread \"|^panic: |^goroutine \\d+ \\[|^Node\\.js v\\d"
              + "|^\\S+\\.rb:\\d+:in ");

  private static final int SHOWN = 400;

  /**
   * What a validator left in its feedback folder.
   *
   * @param score content of {@code score.txt}, or null
   * @param multiplier content of {@code score_multiplier.txt}, or null
   * @param message content of {@code judgemessage.txt}, or null
   */
  public record Feedback(byte[] score, byte[] multiplier, byte[] message) {
    public static final Feedback NONE = new Feedback(null, null, null);
  }

  /** The protocol of a name in {@link #names()}, or null. */
  static CheckerProtocol of(String name) {
    return names().contains(name) ? valueOf(name.toUpperCase(Locale.ROOT)) : null;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(p -> p.name().toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * What an exited program says.
   *
   * @param result a run that ended by itself
   * @param maxScore the score that counts as 1
   * @throws GraderFault when it says that it failed, or nothing that the protocol knows
   */
  public abstract CheckResult read(ExecutionResult result, Feedback feedback, double maxScore)
      throws GraderFault;

  /** Whether an exited program came to its end by an error of its own, and so says nothing. */
  boolean crashed(ExecutionResult result) {
    return false;
  }

  /** The fault of a program that crashed. */
  static GraderFault crash(ExecutionResult result) {
    return failed(
        "it crashed with exit status " + result.exitCode() + ": " + lastLine(result.stderr()));
  }

  private static String lastLine(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    return text(text.substring(text.lastIndexOf('\n') + 1).getBytes(StandardCharsets.UTF_8));
  }

  private static CheckResult partial(double score, double maxScore, String message) {
    double share = Math.clamp(score / maxScore, 0, 1);
    return share == 1
        ? CheckResult.ACCEPTED
        : new CheckResult(
            false, share, orElse(message, "score %s of %s".formatted(score, maxScore)), null);
  }

  private static double points(String message) throws GraderFault {
    List<String> words = PyText.split(message);
    int at = words.indexOf("points");
    if (at < 0 || at + 1 == words.size()) {
      throw failed("exit status 7 without 'points x' on standard error");
    }
    return number(words.get(at + 1));
  }

  private static double number(String text) throws GraderFault {
    double value = Decimals.finite(text.strip());
    if (Double.isNaN(value)) {
      throw failed("'" + text.strip() + "' where a score was expected");
    }
    return value;
  }

  private static GraderFault failed(String message) {
    return GraderFault.badTask("the checker program failed: " + message);
  }

  private static String orElse(String message, String fallback) {
    return message.isEmpty() ? fallback : message;
  }

  /** The start of a message. */
  static String text(byte[] bytes) {
    if (bytes == null) {
      return "";
    }
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
