package dev.rewardgrader.grade.code;

import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.sandbox.language.Language;
import java.util.Map;

/**
 * What is judged.
 *
 * @param candidate as found in the completion
 * @param language what it is written in
 * @param source the program text: the candidate, with the task's prefix where it needs it
 * @param path where that text lies
 * @param files the candidate's further files, path to text
 */
record Submission(
    Candidate candidate, Language language, String source, String path, Map<String, String> files) {
  Submission {
    files = Map.copyOf(files);
  }

  /** A candidate of one file. */
  Submission(Candidate candidate, Language language, String source) {
    this(candidate, language, source, language.sourceName(), Map.of());
  }
}
