package dev.rewardgrader.server.dropin.openai;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How alike two texts are, in [0,1]. Tokens are runs of letters and digits in lower case for ROUGE
 * (Lin 2004, F-measure), and words between blanks for BLEU (Papineni et al. 2002, n up to 4, one
 * sentence, no smoothing) and GLEU (Wu et al. 2016).
 */
final class TextSimilarity {
  private static final int LONGEST = 4;

  private TextSimilarity() {}

  /**
   * @return the similarity, or NaN for a metric that is not computed here
   */
  static double of(String metric, String input, String reference) {
    return switch (metric) {
      case "fuzzy_match" -> fuzzy(input, reference);
      case "bleu" -> bleu(words(input), words(reference));
      case "gleu" -> gleu(words(input), words(reference));
      case "rouge_1", "rouge_2", "rouge_3", "rouge_4", "rouge_5" ->
          rougeN(tokens(input), tokens(reference), metric.charAt(6) - '0');
      case "rouge_l" -> rougeL(tokens(input), tokens(reference));
      default -> Double.NaN;
    };
  }

  /** Twice the longest common subsequence by the lengths together: the Indel similarity. */
  private static double fuzzy(String a, String b) {
    if (a.isEmpty() && b.isEmpty()) {
      return 1;
    }
    List<Integer> left = a.codePoints().boxed().toList();
    List<Integer> right = b.codePoints().boxed().toList();
    return 2.0 * commonSubsequence(left, right) / (left.size() + right.size());
  }

  private static double bleu(List<String> input, List<String> reference) {
    if (input.isEmpty()) {
      return 0;
    }
    double logs = 0;
    for (int n = 1; n <= LONGEST; n++) {
      int total = Math.max(1, input.size() - n + 1);
      int matches = matches(input, reference, n);
      if (matches == 0) {
        return 0;
      }
      logs += Math.log((double) matches / total) / LONGEST;
    }
    double brevity =
        input.size() > reference.size()
            ? 1
            : Math.exp(1 - (double) reference.size() / input.size());
    return brevity * Math.exp(logs);
  }

  private static double gleu(List<String> input, List<String> reference) {
    int matches = 0;
    int ofInput = 0;
    int ofReference = 0;
    for (int n = 1; n <= LONGEST; n++) {
      matches += matches(input, reference, n);
      ofInput += Math.max(0, input.size() - n + 1);
      ofReference += Math.max(0, reference.size() - n + 1);
    }
    int most = Math.max(ofInput, ofReference);
    return most == 0 ? 0 : (double) matches / most;
  }

  private static double rougeN(List<String> input, List<String> reference, int n) {
    return f(
        matches(input, reference, n),
        Math.max(0, input.size() - n + 1),
        Math.max(0, reference.size() - n + 1));
  }

  private static double rougeL(List<String> input, List<String> reference) {
    return f(commonSubsequence(input, reference), input.size(), reference.size());
  }

  private static double f(int matches, int ofInput, int ofReference) {
    return matches == 0 ? 0 : 2.0 * matches / (ofInput + ofReference);
  }

  /** N-grams that both have, each as often as the one that has it less often. */
  private static int matches(List<String> a, List<String> b, int n) {
    Map<List<String>, Integer> left = grams(a, n);
    int matches = 0;
    for (Map.Entry<List<String>, Integer> gram : grams(b, n).entrySet()) {
      matches += Math.min(gram.getValue(), left.getOrDefault(gram.getKey(), 0));
    }
    return matches;
  }

  private static Map<List<String>, Integer> grams(List<String> tokens, int n) {
    Map<List<String>, Integer> grams = new HashMap<>();
    for (int i = 0; i + n <= tokens.size(); i++) {
      grams.merge(List.copyOf(tokens.subList(i, i + n)), 1, Integer::sum);
    }
    return grams;
  }

  private static <T> int commonSubsequence(List<T> a, List<T> b) {
    int[] row = new int[b.size() + 1];
    for (T item : a) {
      int diagonal = 0;
      for (int j = 1; j <= b.size(); j++) {
        int above = row[j];
        row[j] = item.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
        diagonal = above;
      }
    }
    return row[b.size()];
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    for (String token : text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
      if (!token.isEmpty()) {
        tokens.add(token);
      }
    }
    return tokens;
  }
}
