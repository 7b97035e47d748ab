package dev.rewardgrader.extract;

import java.util.List;
import java.util.function.Predicate;

/** Finds the program in a completion. */
public final class CodeExtractor {
  private CodeExtractor() {}

  /**
   * The last fenced block whose tag fits; else the last block without a tag; else, where no fence
   * stands at all, the whole answer.
   *
   * @param fits whether a fence's tag names the language asked for
   * @return the candidate, or null when the answer holds no program
   */
  public static Candidate extract(String completion, Predicate<String> fits) {
    String answer = Thinking.strip(completion);
    List<Fences.Fence> fences = Fences.of(answer);
    Fences.Fence fence = last(fences, f -> !f.tag().isEmpty() && fits.test(f.tag()));
    if (fence == null) {
      fence = last(fences, f -> f.tag().isEmpty());
    }
    if (fence != null) {
      String rule = fence.closed() ? "last-fence" : "unclosed-fence";
      return blank(fence.text(), fence.tag().isEmpty() ? null : fence.tag(), rule);
    }
    // A fence of another language is an answer in the wrong language, not a program to run.
    return fences.isEmpty() ? blank(answer, null, "whole-text") : null;
  }

  private static Candidate blank(String text, String language, String rule) {
    return text.isBlank() ? null : new Candidate(text, language, rule);
  }

  private static Fences.Fence last(List<Fences.Fence> fences, Predicate<Fences.Fence> wanted) {
    return fences.reversed().stream().filter(wanted).findFirst().orElse(null);
  }
}
