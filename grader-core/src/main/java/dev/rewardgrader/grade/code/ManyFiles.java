package dev.rewardgrader.grade.code;

import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.extract.FileSet;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.language.Language;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a submission of a candidate of several files. */
final class ManyFiles {
  private ManyFiles() {}

  /**
   * @param asked the task's language, or null where the files tell it
   * @return null where the completion holds no files, or none that a program could start with
   */
  static Submission find(CodeTask task, String completion, Language asked, Languages languages) {
    FileSet set = FileSet.of(completion);
    if (set == null) {
      return null;
    }
    String main = main(set.files(), asked, languages);
    Language language = main == null || asked != null ? asked : languages.ofFile(main);
    if (main == null || language == null) {
      return null;
    }
    Map<String, String> rest = new TreeMap<>(set.files());
    String source = rest.remove(main);
    StringBuilder text = new StringBuilder();
    set.files().forEach((path, file) -> text.append("== ").append(path).append('\n').append(file));
    return new Submission(
        new Candidate(text.toString(), language.name(), set.rule()),
        language,
        Prefix.of(task.prefix(), EntryPoint.of(task.form())).joinedWith(source, language),
        main,
        rest);
  }

  /**
   * The file that the language expects, else the only one of the language, else one with a main.
   */
  private static String main(Map<String, String> files, Language asked, Languages languages) {
    List<String> own =
        files.keySet().stream()
            .filter(
                path ->
                    asked == null
                        ? languages.ofFile(path) != null
                        : path.endsWith(asked.extension()))
            .toList();
    for (String path : own) {
      Language language = asked != null ? asked : languages.ofFile(path);
      if (path.equals(language.sourceName())) {
        return path;
      }
    }
    if (own.size() < 2) {
      return own.isEmpty() ? null : own.getFirst();
    }
    return own.stream()
        .filter(path -> files.get(path).matches("(?s).*(?:\\bmain\\s*\\(|__main__).*"))
        .findFirst()
        .orElse(own.getLast());
  }
}
