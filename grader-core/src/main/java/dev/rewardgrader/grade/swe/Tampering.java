package dev.rewardgrader.grade.swe;

/**
 * A trick that a patch was caught at.
 *
 * @param flag for programs, such as {@code tamper:forged-markers}
 * @param evidence for people: what was seen, and where
 */
public record Tampering(String flag, String evidence) {}
