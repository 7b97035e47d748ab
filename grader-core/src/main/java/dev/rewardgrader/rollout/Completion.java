package dev.rewardgrader.rollout;

/**
 * What the model wrote.
 *
 * @param text the answer's text; of a conversation the last assistant message
 */
public record Completion(String text) {}
