package dev.rewardgrader.sandbox;

/**
 * How two programs ended that were joined by pipes.
 *
 * @param secondLeftFirst whether the second closed its end of the pipes before the first closed its
 *     own, by ending or otherwise: what the first did after that it may have done because of it
 */
public record PairResult(ExecutionResult first, ExecutionResult second, boolean secondLeftFirst) {}
