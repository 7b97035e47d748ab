package dev.rewardgrader.grade.math.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the candidates for the final answer of a completion, best first: one forward scan for boxes
 * and formulas, no regular expression, linear in the length of the text.
 */
public final class Extractor {
  private static final int MAX_BARE = 400;

  private Extractor() {}

  private static final Set<String> LEADING =
      Set.of(
          "hence",
          "thus",
          "so",
          "therefore",
          "then",
          "finally",
          "consequently",
          "and",
          "we",
          "get",
          "have",
          "obtain",
          "find",
          "conclude",
          "that",
          "it",
          "follows",
          "this",
          "gives",
          "means");

  /** What to look for. */
  public enum Style {
    /** Boxes, then anchors, then a bare formula, the last formula, the last number. */
    GENERAL,
    /** Only boxes. */
    BOXED,
    /** Only the last line {@code Answer: …}. */
    ANSWER_LINE,
    /** {@code #### …}, else the last number. */
    HASH
  }

  /**
   * How to look.
   *
   * @param latex formulas count
   * @param plain numbers and arithmetic in running text count
   * @param options option strings to look for, empty for none
   * @param announcedFirst "final answer is … I hope" beats a box
   * @param joinBoxes boxes that stand together are one list
   * @param anchored only an announced answer counts
   */
  public record Settings(
      Style style,
      boolean latex,
      boolean plain,
      List<String> options,
      boolean announcedFirst,
      boolean joinBoxes,
      boolean anchored) {}

  /** The candidates, best first; {@code reason} says why there is none. */
  public record Result(List<Span> spans, String reason) {
    static Result none(String reason) {
      return new Result(List.of(), reason);
    }
  }

  /** Finds the candidates in {@code s}. */
  public static Result extract(String s, Settings settings) {
    int[] region = Region.of(s);
    if (region == null) {
      return Result.none("unfinished-thinking");
    }
    int from = region[0];
    int to = region[1];
    if (settings.style() == Style.ANSWER_LINE) {
      return answerLine(s, from, to);
    }
    if (settings.style() == Style.HASH) {
      return hash(s, from, to);
    }
    Boxes.Found boxes =
        settings.latex() || settings.style() == Style.BOXED
            ? Boxes.find(s, from, to)
            : new Boxes.Found(List.of(), false);
    if (settings.style() == Style.GENERAL) {
      Span announced = announced(s, from, to, settings);
      int lastBox =
          boxes.boxes().isEmpty() ? -1 : boxes.boxes().get(boxes.boxes().size() - 1).end();
      if (announced != null && (settings.announcedFirst() || announced.start() >= lastBox)) {
        return new Result(List.of(announced), null);
      }
    }
    if (boxes.unclosed()) {
      return Result.none("unclosed-box");
    }
    Span boxed = Boxes.last(s, boxes.boxes(), settings.joinBoxes());
    if (boxed != null) {
      return boxed.rule().equals("too-many-boxes")
          ? Result.none("too-many-boxes")
          : new Result(List.of(boxed), null);
    }
    if (settings.style() == Style.BOXED) {
      return Result.none("no-box");
    }
    return general(s, from, to, settings);
  }

  private static Span announced(String s, int from, int to, Settings settings) {
    int hope = s.lastIndexOf("I hope", to);
    if (hope < from) {
      return null;
    }
    Anchors.Segment segment = Anchors.last(s, from, hope);
    if (segment == null || segment.negated() || hope - segment.to() > 4) {
      return null;
    }
    return Segments.candidate(s, segment, settings.latex(), settings.plain());
  }

  private static Result answerLine(String s, int from, int to) {
    int at = -1;
    for (int i = from; (i = s.indexOf("nswer", i)) >= 0 && i < to; i++) {
      int j = i + 5;
      while (j < to && (s.charAt(j) == ' ' || s.charAt(j) == '*')) {
        j++;
      }
      if (j < to && (s.charAt(j) == ':' || s.charAt(j) == '：')) {
        at = j + 1;
      }
    }
    if (at < 0) {
      return Result.none("no-answer-line");
    }
    int end = Anchors.lineEnd(s, at, to);
    String text = s.substring(at, end).replace("**", "").strip();
    return text.isEmpty()
        ? Result.none("empty")
        : new Result(List.of(new Span(text, at, end, "anchor", false)), null);
  }

  private static Result hash(String s, int from, int to) {
    Span span = hashSpan(s, from, to);
    if (span == null) {
      span = Runs.last(s, from, to);
    }
    return span == null ? Result.none("no-candidate") : new Result(List.of(span), null);
  }

  private static Span hashSpan(String s, int from, int to) {
    int at = s.lastIndexOf("####", to);
    if (at < from) {
      return null;
    }
    int end = Anchors.lineEnd(s, at + 4, to);
    String text = s.substring(at + 4, end).strip();
    return text.isEmpty() ? null : new Span(text, at + 4, end, "hash", false);
  }

  private static Result general(String s, int from, int to, Settings settings) {
    List<Span> spans = new ArrayList<>(4);
    if (!settings.options().isEmpty()) {
      Span choice = Choices.find(s, from, to, settings.options());
      if (choice != null) {
        spans.add(choice);
      }
      if (!settings.latex() && !settings.plain()) {
        return spans.isEmpty() ? Result.none("no-candidate") : new Result(spans, null);
      }
    }
    Span hash = hashSpan(s, from, to);
    if (hash != null) {
      spans.add(hash);
      return new Result(spans, null);
    }
    Anchors.Segment segment = Anchors.last(s, from, to);
    if (segment != null) {
      if (segment.negated()) {
        return Result.none("negated");
      }
      Span announced = Segments.candidate(s, segment, settings.latex(), settings.plain());
      if (announced != null) {
        spans.add(announced);
        return new Result(spans, null);
      }
    }
    if (settings.plain() && to - from <= MAX_BARE && !settings.anchored()) {
      String text = s.substring(from, to).strip();
      if (!text.isEmpty() && text.indexOf('\n') < 0 && !isLabelled(text) && !isConcluding(text)) {
        spans.add(new Span(text, from, to, "bare", false));
      }
    }
    List<Formulas.Formula> formulas = settings.latex() ? Formulas.find(s, from, to) : List.of();
    Span number = settings.plain() && !settings.anchored() ? Runs.last(s, from, to) : null;
    Span formula =
        formulas.isEmpty() ? null : Formulas.last(s, formulas, formulas.size(), "formula");
    if (formula != null
        && number != null
        && number.start() >= formula.start()
        && number.end() <= formula.end()
        && !isProse(formula.text())) {
      number = null;
    }
    if (formula != null && number != null && number.start() > formula.end()) {
      spans.add(number);
      spans.add(formula);
    } else {
      if (formula != null) {
        spans.add(formula);
      }
      if (number != null) {
        spans.add(number);
      }
    }
    return spans.isEmpty() ? Result.none("no-candidate") : new Result(spans, null);
  }

  /** Whether a formula stands behind nothing but words that lead to it. */
  private static boolean isConcluding(String text) {
    int dollar = text.indexOf('$');
    int bracket = text.indexOf("\\(");
    int formula = dollar < 0 ? bracket : bracket < 0 ? dollar : Math.min(dollar, bracket);
    if (formula <= 0) {
      return false;
    }
    for (String word : text.substring(0, formula).toLowerCase(Locale.ROOT).split("[\\s,:]+")) {
      if (!LEADING.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a text starts with words and a colon: not a formula as a whole. */
  private static boolean isLabelled(String text) {
    int i = 0;
    while (i < text.length() && (Character.isLetter(text.charAt(i)) || text.charAt(i) == ' ')) {
      i++;
    }
    return i > 2 && i < text.length() && text.charAt(i) == ':';
  }

  /** Whether what stands between dollar signs is running text: two plain words in a row. */
  private static boolean isProse(String text) {
    int words = 0;
    int letters = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (Character.isLetter(c)) {
        letters++;
      } else {
        words += letters > 2 && (i - letters == 0 || text.charAt(i - letters - 1) == ' ') ? 1 : 0;
        letters = 0;
      }
    }
    return words >= 2;
  }
}
