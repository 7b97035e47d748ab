package dev.rewardgrader.grade.swe.similarity;

import dev.rewardgrader.python.PyText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The reward of SWE-RL (arXiv 2502.18449; {@code facebookresearch/swe-rl}, {@code core/reward.py}):
 * a thought and SEARCH/REPLACE edits, compared with the reference change.
 */
public final class SweRlReward {
  /** The reward of an output that does not keep to the format. */
  public static final double FORMAT_ERROR = -1.0;

  private static final String SEARCH = "\n<<<<<<< SEARCH\n";
  private static final String SPLIT = "\n=======\n";
  private static final String REPLACE = "\n>>>>>>> REPLACE\n```";

  private SweRlReward() {}

  /** What came out. */
  public sealed interface Result {
    /** The number a trainer uses. */
    double reward();

    /**
     * The mean of the similarities of all files that either side changes; 1 where neither changes
     * any.
     */
    record Compared(double reward, Map<String, Double> similarities) implements Result {}

    /** The output does not keep to the format. */
    record FormatError(String message) implements Result {
      @Override
      public double reward() {
        return FORMAT_ERROR;
      }
    }
  }

  private record Edit(String search, String replace) {}

  private static final class FormatException extends Exception {
    private static final long serialVersionUID = 1L;

    FormatException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Rewards an output with SEARCH/REPLACE edits.
   *
   * @param before path to content, of the files the task shows
   * @param reference path to content after the reference fix
   */
  public static Result ofEdits(
      Map<String, String> before, Map<String, String> reference, String output) {
    try {
      Map<String, List<Edit>> edits = edits(solution(output));
      if (edits.isEmpty()) {
        return new Result.FormatError("No valid search blocks found");
      }
      return ofContents(before, reference, apply(before, edits));
    } catch (FormatException e) {
      return new Result.FormatError(e.getMessage());
    }
  }

  /** Rewards new contents of files, however they were made. */
  public static Result ofContents(
      Map<String, String> before, Map<String, String> reference, Map<String, String> predicted) {
    Map<String, String> oracle = patches(before, reference);
    Map<String, String> candidate = patches(before, predicted);
    Set<String> paths = new LinkedHashSet<>(oracle.keySet());
    paths.addAll(candidate.keySet());
    Map<String, Double> similarities = new LinkedHashMap<>();
    for (String path : paths) {
      String expected = oracle.get(path);
      String actual = candidate.get(path);
      similarities.put(
          path,
          expected == null || actual == null
              ? 0.0
              : SequenceMatcher.ofText(actual, expected, false).ratio());
    }
    double sum = similarities.values().stream().mapToDouble(Double::doubleValue).sum();
    return new Result.Compared(
        similarities.isEmpty() ? 1.0 : sum / similarities.size(), similarities);
  }

  private static Map<String, String> patches(
      Map<String, String> before, Map<String, String> after) {
    Map<String, String> patches = new LinkedHashMap<>();
    after.forEach(
        (path, content) -> {
          String patch = UnifiedDiff.of(before.getOrDefault(path, ""), content);
          if (!patch.isEmpty()) {
            patches.put(path, patch);
          }
        });
    return patches;
  }

  private static String solution(String output) throws FormatException {
    for (String tag : List.of("<think>", "</think>", "<solution>", "</solution>")) {
      int first = output.indexOf(tag);
      if (first < 0 || output.indexOf(tag, first + tag.length()) >= 0) {
        throw new FormatException("count of " + tag + " is not 1");
      }
    }
    if (between(output, "<think>", "</think>").isEmpty()) {
      throw new FormatException("Thought is empty");
    }
    return between(output, "<solution>", "</solution>");
  }

  private static String between(String output, String open, String close) {
    int start = output.indexOf(open) + open.length();
    int end = output.indexOf(close, start);
    return PyText.strip(output, start, end < 0 ? output.length() : end);
  }

  /** Path to edits: a code fence, {@code ### path}, and one SEARCH/REPLACE block. */
  private static Map<String, List<Edit>> edits(String solution) {
    Map<String, List<Edit>> edits = new LinkedHashMap<>();
    int fence = solution.indexOf("```");
    while (fence >= 0) {
      int next = fence + 1;
      int header = solution.indexOf('\n', fence);
      if (header < 0) {
        break;
      }
      int path = header + "\n### ".length();
      int pathEnd = solution.startsWith("\n### ", header) ? solution.indexOf('\n', path) : -1;
      if (pathEnd >= 0 && solution.startsWith(SEARCH, pathEnd)) {
        int search = pathEnd + SEARCH.length();
        int split = solution.indexOf(SPLIT, search);
        int replace = split + SPLIT.length();
        int end = split < 0 ? -1 : solution.indexOf(REPLACE, replace);
        if (end < 0) {
          break;
        }
        edits
            .computeIfAbsent(solution.substring(path, pathEnd), p -> new ArrayList<>())
            .add(new Edit(solution.substring(search, split), solution.substring(replace, end)));
        next = end + REPLACE.length();
      }
      fence = solution.indexOf("```", next);
    }
    return edits;
  }

  private static Map<String, String> apply(
      Map<String, String> before, Map<String, List<Edit>> edits) throws FormatException {
    Map<String, String> after = new LinkedHashMap<>();
    for (Map.Entry<String, List<Edit>> file : edits.entrySet()) {
      String content = "\n" + before.getOrDefault(file.getKey(), "");
      for (Edit edit : file.getValue()) {
        if (edit.search().equals(edit.replace())) {
          throw new FormatException("Search and replace blocks are identical");
        }
        String search = "\n" + edit.search();
        if (!content.contains(search)) {
          throw new FormatException("Search block not found in the code: " + search);
        }
        content = content.replace(search, "\n" + edit.replace());
      }
      after.put(file.getKey(), content.substring(1));
    }
    return after;
  }
}
