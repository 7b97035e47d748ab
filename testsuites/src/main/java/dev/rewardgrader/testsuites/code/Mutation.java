package dev.rewardgrader.testsuites.code;

import dev.rewardgrader.rollout.CodeTask;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways to break a reference solution, so that tests that are any good refuse it. */
public enum Mutation {
  /** Nothing is computed: the function returns what its language gives for nothing. */
  EMPTIED {
    @Override
    public String apply(CodeTask task, String reference) {
      return Emptied.body(task, reference);
    }
  },
  /** The first number of the solution is one more. */
  OFF_BY_ONE {
    @Override
    public String apply(CodeTask task, String reference) {
      Matcher matcher = INTEGER.matcher(reference);
      return matcher.find() ? replaced(reference, matcher, 1) : null;
    }
  },
  /** The last number of the solution is another one. */
  WRONG_CONSTANT {
    @Override
    public String apply(CodeTask task, String reference) {
      Matcher matcher = INTEGER.matcher(reference);
      int from = -1;
      while (matcher.find()) {
        from = matcher.start();
      }
      return from >= 0 && matcher.find(from) ? replaced(reference, matcher, 7) : null;
    }
  };

  private static final Pattern INTEGER = Pattern.compile("(?<![\\w.\"'])\\d{1,9}(?![\\w.\"'])");

  /**
   * @return the broken completion, or null when there is nothing to break in this way
   */
  public abstract String apply(CodeTask task, String reference);

  /** The word used in options and output, such as {@code off-by-one}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String replaced(String text, Matcher number, int more) {
    long value = Long.parseLong(number.group()) + more;
    return text.substring(0, number.start()) + value + text.substring(number.end());
  }
}
