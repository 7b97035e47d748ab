package dev.rewardgrader.grade;

/**
 * What a subtask came to.
 *
 * @param points what it is worth
 * @param earned of them
 * @param passed how many of its tests passed
 * @param total how many it has
 * @param blockedBy the first required subtask that did not pass, or null
 */
public record SubtaskResult(
    String id, double points, double earned, int passed, int total, String blockedBy) {}
