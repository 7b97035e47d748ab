package dev.rewardgrader.cli;

/** Text from elsewhere inside picocli's colour markup. */
final class Markup {
  private Markup() {}

  private static final char REPLACEMENT = '\uFFFD';

  /**
   * The text without anything that would open or close markup, and without characters that a
   * terminal obeys; line ends and tabs stay.
   */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? REPLACEMENT : c);
    }
    return plain.toString().replace("@|", "@ |").replace("|@", "| @");
  }
}
