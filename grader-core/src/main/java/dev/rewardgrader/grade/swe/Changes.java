package dev.rewardgrader.grade.swe;

import java.util.HashSet;
import java.util.Set;

/**
 * How the files of a repository differ from the base commit.
 *
 * @param paths all of them, ignored ones included
 * @param clean whether nothing differs but what is ignored
 */
record Changes(Set<String> paths, boolean clean) {

  /** Reads {@code git status --porcelain -z}. */
  static Changes of(String status) {
    Set<String> paths = new HashSet<>();
    boolean clean = true;
    for (String entry : status.split("\0")) {
      if (entry.length() > 3) {
        paths.add(entry.substring(3));
        clean &= entry.startsWith("!!");
      }
    }
    return new Changes(paths, clean);
  }
}
