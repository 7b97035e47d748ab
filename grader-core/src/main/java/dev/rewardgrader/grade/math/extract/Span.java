package dev.rewardgrader.grade.math.extract;

/**
 * A stretch of a completion that may hold the answer.
 *
 * @param text what is to be read as mathematics
 * @param start where it begins in the completion
 * @param end where it ends, exclusive
 * @param rule which rule found it: {@code boxed}, {@code boxes}, {@code anchor}, {@code hash},
 *     {@code bare}, {@code formula}, {@code number}, {@code choice}, {@code whole}
 * @param ambiguous whether several candidates competed for it
 */
public record Span(String text, int start, int end, String rule, boolean ambiguous) {}
