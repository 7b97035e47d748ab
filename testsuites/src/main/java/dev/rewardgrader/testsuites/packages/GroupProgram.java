package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.check.JudgingProgram;
import dev.rewardgrader.testsuites.packages.TestGroup.Total;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package's own grader: it reads a verdict and a score a line, one of each test and group in a
 * group, and prints those of the group (Kattis problem package format, legacy, graders).
 */
final class GroupProgram {
  private static final Pattern RESULT =
      Pattern.compile(
          "(AC|WA|RTE|TLE|MLE|OLE)\\s+"
              + "([-+]?(?:\\d{1,20}\\.?\\d{0,20}|\\.\\d{1,20})(?:[eE][-+]?\\d{1,2})?)");

  private final JudgingProgram program;

  /**
   * @param program null where the package has none
   */
  GroupProgram(JudgingProgram program) {
    this.program = program;
  }

  /**
   * What a group comes to. Without acceptance its score is nothing.
   *
   * @throws GraderFault when the program fails or prints anything else than one result
   */
  Total total(List<String> flags, List<Total> parts) throws GraderFault, InterruptedException {
    if (program == null) {
      throw GraderFault.permanent("no-checker", "this run has no place for a grader", null);
    }
    StringBuilder lines = new StringBuilder();
    for (Total part : parts) {
      lines.append(String.format(Locale.ROOT, "%s %s%n", code(part.verdict()), part.score()));
    }
    return read(program.ask(flags, lines.toString()).strip(), parts);
  }

  /**
   * What a grader printed.
   *
   * @throws GraderFault where it is no result
   */
  static Total read(String printed, List<Total> parts) throws GraderFault {
    Matcher result = RESULT.matcher(printed);
    if (!result.matches()) {
      throw GraderFault.badTask(
          "the grader printed '%s', and a verdict and a score are expected, such as AC 50"
              .formatted(printed.length() > 100 ? printed.substring(0, 100) + "…" : printed));
    }
    Verdict verdict = verdict(result.group(1), parts);
    return new Total(
        verdict, verdict == Verdict.ACCEPTED ? Double.parseDouble(result.group(2)) : 0);
  }

  private static String code(Verdict verdict) {
    return switch (verdict) {
      case ACCEPTED -> "AC";
      case TIME_LIMIT_EXCEEDED -> "TLE";
      case RUNTIME_ERROR, MEMORY_LIMIT_EXCEEDED, OUTPUT_LIMIT_EXCEEDED -> "RTE";
      default -> "WA";
    };
  }

  /** Of verdicts with one code, the one that a part has. */
  private static Verdict verdict(String code, List<Total> parts) {
    return parts.stream()
        .map(Total::verdict)
        .filter(verdict -> code(verdict).equals(code))
        .findFirst()
        .orElse(
            switch (code) {
              case "AC" -> Verdict.ACCEPTED;
              case "TLE" -> Verdict.TIME_LIMIT_EXCEEDED;
              case "RTE" -> Verdict.RUNTIME_ERROR;
              case "MLE" -> Verdict.MEMORY_LIMIT_EXCEEDED;
              case "OLE" -> Verdict.OUTPUT_LIMIT_EXCEEDED;
              default -> Verdict.WRONG_ANSWER;
            });
  }
}
