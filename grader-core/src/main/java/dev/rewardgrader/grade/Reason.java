package dev.rewardgrader.grade;

/**
 * Why a verdict is what it is.
 *
 * @param code a fixed word for programs, such as {@code wrong-output}
 * @param message a sentence for a person; never holds an expected output unless the run reveals
 *     tests
 */
public record Reason(String code, String message) {}
