package dev.rewardgrader.grade.swe.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What tools say of some files at one time.
 *
 * @param errors how many
 * @param warnings how many
 * @param unparsable files that have no syntax tree
 * @param tools that spoke
 */
public record Diagnostics(
    int errors, int warnings, SortedSet<String> unparsable, SortedSet<String> tools) {
  public static final Diagnostics NONE = new Diagnostics(0, 0, new TreeSet<>(), new TreeSet<>());

  public Diagnostics {
    unparsable = new TreeSet<>(unparsable);
    tools = new TreeSet<>(tools);
  }

  /** Both together. */
  public Diagnostics and(Diagnostics other) {
    SortedSet<String> files = new TreeSet<>(unparsable);
    files.addAll(other.unparsable);
    SortedSet<String> all = new TreeSet<>(tools);
    all.addAll(other.tools);
    return new Diagnostics(errors + other.errors, warnings + other.warnings, files, all);
  }

  /**
   * Reads lines of a word, a tab and a text: {@code tool NAME}, {@code error …}, {@code warning …},
   * {@code unparsable FILE}. Other lines say nothing.
   */
  public static Diagnostics of(String lines) {
    int errors = 0;
    int warnings = 0;
    SortedSet<String> files = new TreeSet<>();
    SortedSet<String> tools = new TreeSet<>();
    for (String line : (Iterable<String>) lines.lines()::iterator) {
      int tab = line.indexOf('\t');
      String text = line.substring(tab + 1);
      switch (tab < 0 ? "" : line.substring(0, tab)) {
        case "error" -> errors++;
        case "warning" -> warnings++;
        case "unparsable" -> files.add(text);
        case "tool" -> tools.add(text);
        default -> {}
      }
    }
    return new Diagnostics(errors, warnings, files, tools);
  }

  /** Files that parsed before and do not now. */
  public List<String> broken(Diagnostics before) {
    List<String> broken = new ArrayList<>(unparsable);
    broken.removeAll(before.unparsable);
    return broken;
  }
}
