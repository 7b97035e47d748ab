package dev.rewardgrader.grade.swe.canary;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A test class under another name, with methods more. */
final class ClassCopy {
  private ClassCopy() {}

  /**
   * Copies the text of a class.
   *
   * @param methods stand at the beginning of the body
   * @return the same text where there is no such class in it
   */
  static String of(String text, String old, String own, String methods) {
    String renamed = text.replaceAll("\\b" + Pattern.quote(old) + "\\b", own);
    Matcher body = Pattern.compile("\\bclass\\s+" + own + "\\b[^{]*\\{").matcher(renamed);
    return body.find()
        ? renamed.substring(0, body.end()) + methods + renamed.substring(body.end())
        : text;
  }
}
