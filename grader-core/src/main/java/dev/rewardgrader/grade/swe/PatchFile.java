package dev.rewardgrader.grade.swe;

import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.extract.Fences;
import dev.rewardgrader.extract.Thinking;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be told of a patch from its text. */
public final class PatchFile {
  /** Headers of files that get another place; no line of a hunk begins like them. */
  private static final List<String> MOVES =
      List.of("rename from ", "rename to ", "copy from ", "copy to ");

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
    patch.lines().map(PatchFile::named).filter(path -> !path.isEmpty()).forEach(paths::add);
    return paths;
  }

  /** The path that a line of a header names; empty for other lines. */
  private static String named(String line) {
    if (line.startsWith("+++ ") || line.startsWith("--- ")) {
      String path = bare(line.substring(4));
      boolean prefixed = path.startsWith("a/") || path.startsWith("b/");
      return path.equals("/dev/null") || !prefixed ? "" : path.substring(2);
    }
    for (String head : MOVES) {
      if (line.startsWith(head)) {
        return bare(line.substring(head.length()));
      }
    }
    return "";
  }

  /** Without quotes, and without a time. */
  private static String bare(String header) {
    int tab = header.indexOf('\t');
    String path = (tab < 0 ? header : header.substring(0, tab)).strip();
    if (path.startsWith("\"") && path.endsWith("\"") && path.length() > 1) {
      path = path.substring(1, path.length() - 1);
    }
    return path;
  }

  /** Whether nothing but whitespace is in it. */
  static boolean isEmpty(String patch) {
    return patch.isBlank();
  }
}
