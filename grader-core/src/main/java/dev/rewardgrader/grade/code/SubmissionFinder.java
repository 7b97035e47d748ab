package dev.rewardgrader.grade.code;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.extract.CodeExtractor;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.language.Language;

/** Finds the program in a completion, and its language where the task leaves that open. */
final class SubmissionFinder {
  private static final String AUTO = "auto";

  private final Languages languages;

  SubmissionFinder(Languages languages) {
    this.languages = languages;
  }

  /**
   * @return the submission, or null when the completion holds no program
   * @throws GraderFault when the task's language is not known
   */
  Submission find(CodeTask task, String completion) throws GraderFault {
    Language asked = null;
    if (!task.language().equals(AUTO)) {
      asked = languages.find(task.language());
      if (asked == null) {
        throw GraderFault.badTask(languages.unknown(task.language()));
      }
    }
    if (task.multiFile()) {
      return ManyFiles.find(task, completion, asked, languages);
    }
    Candidate found = extract(completion, asked);
    if (found == null) {
      return null;
    }
    Language language = asked != null ? asked : languageOf(found);
    if (language == null) {
      return null;
    }
    Candidate candidate = new Candidate(found.text(), language.name(), found.rule());
    String source =
        Prefix.of(task.prefix(), EntryPoint.of(task.form())).joinedWith(found.text(), language);
    return new Submission(candidate, language, source);
  }

  /** What the program that judges is written in, where a task has one that is known; else null. */
  Language judgeOf(CodeTask task) {
    JsonNode program =
        task.form() instanceof CodeTask.Interactive talks
            ? talks.interactor()
            : task.checker().options();
    String name = program == null ? "" : program.path("language").asText();
    return name.isEmpty() ? null : languages.find(name);
  }

  private Candidate extract(String completion, Language asked) {
    return asked == null
        ? CodeExtractor.extract(completion, tag -> languages.find(tag) != null)
        : CodeExtractor.extract(completion, tag -> languages.fits(tag, asked));
  }

  private Language languageOf(Candidate found) {
    Language tagged = found.language() == null ? null : languages.find(found.language());
    if (tagged != null) {
      return tagged;
    }
    String guess = LanguageGuess.of(found.text());
    return guess == null ? null : languages.find(guess);
  }
}
