package dev.rewardgrader.grade.math.compare;

/**
 * The conventions of one comparison.
 *
 * @param percentLenient 25% equals 25
 * @param orderedLists the order of a bare listing counts
 * @param strictNames variable names matter
 * @param decimals decimals a rounded answer to an exact gold must have
 */
public record Rules(
    boolean percentLenient, boolean orderedLists, boolean strictNames, int decimals) {}
