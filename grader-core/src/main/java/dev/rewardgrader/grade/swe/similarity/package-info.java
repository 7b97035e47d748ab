/**
 * Rewards for a patch without running it: how similar it is to the reference patch (SWE-RL, arXiv
 * 2502.18449), on a port of Python's {@code difflib}. Only pure functions may enter.
 */
package dev.rewardgrader.grade.swe.similarity;
