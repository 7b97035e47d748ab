package dev.rewardgrader.grade.code;

import dev.rewardgrader.json.Suggest;
import dev.rewardgrader.sandbox.language.Language;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The languages of a run by name and alias. */
final class Languages {
  private final Map<String, Language> byName = new HashMap<>();
  private final List<Language> all;

  /**
   * @param languages of two with one extension, the first has the files
   */
  Languages(Collection<Language> languages) {
    this.all = List.copyOf(languages);
    for (Language language : languages) {
      for (String alias : language.aliases()) {
        byName.putIfAbsent(alias, language);
      }
    }
    for (Language language : languages) {
      byName.put(language.name(), language);
    }
  }

  /** The language of a name, an alias or a fence's tag; null when there is none. */
  Language find(String name) {
    return byName.get(name.toLowerCase(Locale.ROOT));
  }

  /** The language of a file by its extension; null when there is none. */
  Language ofFile(String path) {
    int dot = path.lastIndexOf('.');
    String extension = dot < 0 ? "" : path.substring(dot);
    return all.stream()
        .filter(language -> language.extension().equals(extension))
        .findFirst()
        .orElse(null);
  }

  /** What to say about a name that {@link #find} does not know. */
  String unknown(String name) {
    return "no language '" + name + "'" + Suggest.hint(name, new LinkedHashSet<>(byName.keySet()));
  }

  /**
   * Whether a fence's tag names the language. Dialects share their fences: {@code cpp} for C++20.
   */
  boolean fits(String tag, Language language) {
    Language tagged = find(tag);
    return tagged != null && (tagged == language || family(tagged).equals(family(language)));
  }

  /** The language without its edition. */
  static String family(Language language) {
    return switch (language.name()) {
      case "cpp20" -> "cpp";
      case "pypy" -> "python";
      default -> language.name();
    };
  }
}
