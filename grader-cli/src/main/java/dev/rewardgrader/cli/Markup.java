package dev.rewardgrader.cli;

/** Text from elsewhere inside picocli's colour markup. */
final class Markup {
  private Markup() {}

  /** The text without anything that would open or close markup. */
  static String plain(String text) {
    return text.replace("@|", "@ |").replace("|@", "| @");
  }
}
