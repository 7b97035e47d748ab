package dev.rewardgrader.grade.code;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Guesses the language of a program text by what only that language writes. */
final class LanguageGuess {

  private record Mark(String language, Pattern line) {
    Mark(String language, String regex) {
      this(language, Pattern.compile(regex));
    }
  }

  private static final List<Mark> MARKS =
      List.of(
          new Mark("cpp", "^\\s*#\\s*include\\s*<(?:bits/stdc\\+\\+\\.h|iostream|vector|[a-z_]+)>"),
          new Mark("cpp", "^\\s*using namespace std;|\\bstd::"),
          new Mark("c", "^\\s*#\\s*include\\s*<(?:stdio|stdlib|string|math)\\.h>"),
          new Mark("rust", "^\\s*(?:pub )?fn \\w+.*\\{|^\\s*use std::|\\blet mut "),
          new Mark("go", "^package \\w+|^func \\w+\\(.*\\{|^\\s*\\w+ := "),
          new Mark(
              "java", "^\\s*(?:public |final )*class \\w+.*\\{|^import java\\.|\\bSystem\\.out\\."),
          new Mark("kotlin", "^\\s*fun \\w+\\(|\\breadLine\\(\\)|^\\s*val \\w+ = "),
          new Mark("csharp", "^using System|\\bConsole\\.(?:Write|Read)"),
          new Mark(
              "python",
              "^\\s*def \\w+\\(.*\\).*:|^(?:from \\w[\\w.]* )?import \\w|^\\s*(?:if|for|while) .*:\\s*$|\\bprint\\("),
          new Mark(
              "javascript",
              "\\b(?:const|let|var) \\w+ = |\\bconsole\\.log\\(|\\brequire\\(|=>\\s*\\{"),
          new Mark("ruby", "^\\s*def \\w+[^:]*$|^\\s*puts |^end\\s*$|\\bgets\\b"),
          new Mark("php", "^<\\?php"),
          new Mark("haskell", "^main :: IO|^import qualified |^module \\w+ where"),
          new Mark("bash", "^#!/bin/(?:ba)?sh|^\\s*(?:fi|done|esac)\\s*$"));

  private LanguageGuess() {}

  /**
   * The language whose marks stand on the most lines; of equals the one listed first.
   *
   * @return its name in {@code languages.yaml}, or null when nothing tells
   */
  static String of(String text) {
    List<String> lines = text.lines().limit(400).map(LanguageGuess::shortened).toList();
    List<String> names = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (Mark mark : MARKS) {
      long count = lines.stream().filter(line -> mark.line().matcher(line).find()).count();
      int at = names.indexOf(mark.language());
      if (at < 0) {
        names.add(mark.language());
        counts.add(count);
      } else {
        counts.set(at, counts.get(at) + count);
      }
    }
    String best = null;
    long most = 0;
    for (int i = 0; i < names.size(); i++) {
      if (counts.get(i) > most) {
        most = counts.get(i);
        best = names.get(i);
      }
    }
    return best;
  }

  /** What tells a language stands at the beginning of a line; data lines can be very long. */
  private static String shortened(String line) {
    return line.length() <= 200 ? line : line.substring(0, 200);
  }
}
