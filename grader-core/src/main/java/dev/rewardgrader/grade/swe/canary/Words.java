package dev.rewardgrader.grade.swe.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words of a command; what stands in quotes is part of one. */
final class Words {
  private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\"|['\"])++");

  private Words() {}

  static List<String> of(String command) {
    return WORD.matcher(command).results().map(MatchResult::group).toList();
  }

  /**
   * A command without what it chooses: of its words those that stay, with their values.
   *
   * @param from the first word that may go
   * @param stays of such words
   * @param takes whether a word that stays has the next one for its value
   */
  static String without(
      List<String> words, int from, Predicate<String> stays, BiPredicate<String, String> takes) {
    List<String> kept = new ArrayList<>(words.subList(0, from));
    for (int i = from; i < words.size(); i++) {
      String word = words.get(i);
      if (stays.test(word)) {
        kept.add(word);
        if (i + 1 < words.size() && takes.test(word, words.get(i + 1))) {
          kept.add(words.get(++i));
        }
      }
    }
    return String.join(" ", kept);
  }

  /** A command's words up to some place, and its options behind that. */
  static String options(List<String> words, int from, Set<String> withValue) {
    return without(
        words, from, word -> word.startsWith("-"), (word, next) -> withValue.contains(word));
  }

  /**
   * A command without some words, none of which is an option or the value of one.
   *
   * @param withValue the options that have the next word for their value
   */
  static String without(List<String> words, Set<String> withValue, Predicate<String> goes) {
    return without(
        words,
        0,
        word -> word.startsWith("-") || !goes.test(word),
        (word, next) -> withValue.contains(word));
  }
}
