package dev.rewardgrader.grade.swe;

import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.extract.Fences;
import dev.rewardgrader.extract.Thinking;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What can be told of a patch from its text. */
public final class PatchFile {
  private PatchFile() {}

  /**
   * The patch of a completion: all of an answer that starts as a patch; else its last fence that is
   * tagged as one or holds one.
   */
  static Optional<Candidate> extract(String completion) {
    String answer = Thinking.strip(completion);
    if (startsAsPatch(answer)) {
      return Optional.of(new Candidate(answer, "diff", "whole-text"));
    }
    Candidate found = null;
    for (Fences.Fence fence : Fences.of(answer)) {
      boolean tagged = fence.tag().equals("diff") || fence.tag().equals("patch");
      if (!fence.text().isBlank() && (tagged || startsAsPatch(fence.text()))) {
        found = new Candidate(fence.text(), "diff", "last-fence");
      }
    }
    return Optional.ofNullable(found);
  }

  private static boolean startsAsPatch(String text) {
    String start = text.stripLeading();
    return start.startsWith("diff --git ")
        || start.startsWith("--- ")
        || start.startsWith("Index: ");
  }

  /** Paths that a patch changes, adds or removes, as its headers name them. */
  public static Set<String> paths(String patch) {
    Set<String> paths = new LinkedHashSet<>();
    patch
        .lines()
        .filter(line -> line.startsWith("+++ ") || line.startsWith("--- "))
        .map(line -> path(line.substring(4)))
        .filter(path -> !path.isEmpty())
        .forEach(paths::add);
    return paths;
  }

  private static String path(String header) {
    int tab = header.indexOf('\t');
    String path = (tab < 0 ? header : header.substring(0, tab)).strip();
    if (path.startsWith("\"") && path.endsWith("\"") && path.length() > 1) {
      path = path.substring(1, path.length() - 1);
    }
    boolean prefixed = path.startsWith("a/") || path.startsWith("b/");
    return path.equals("/dev/null") || !prefixed ? "" : path.substring(2);
  }

  /** Whether nothing but whitespace is in it. */
  static boolean isEmpty(String patch) {
    return patch.isBlank();
  }
}
