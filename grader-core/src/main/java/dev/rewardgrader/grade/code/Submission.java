package dev.rewardgrader.grade.code;

import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.sandbox.language.Language;

/**
 * What is judged.
 *
 * @param candidate as found in the completion
 * @param language what it is written in
 * @param source the program text: the candidate, with the task's prefix where it needs it
 */
record Submission(Candidate candidate, Language language, String source) {}
