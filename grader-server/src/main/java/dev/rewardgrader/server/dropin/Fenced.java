package dev.rewardgrader.server.dropin;

/** A bare program as the completion that it would be found in. */
final class Fenced {
  private Fenced() {}

  /** The program in a fence that is longer than any in it. */
  static String of(String language, String program) {
    int longest = 2;
    int run = 0;
    for (int i = 0; i < program.length(); i++) {
      run = program.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    String end = program.endsWith("\n") ? "" : "\n";
    return fence + language + "\n" + program + end + fence + "\n";
  }
}
