/**
 * Gated rewards for multi-turn software tasks (G-RA, arXiv 2508.10548): outcomes, critics of each
 * turn, and channels that count only while every channel of higher priority reaches its threshold.
 *
 * <p>Values, weights, thresholds and comparisons are configuration, since the sources give no
 * numbers. Everything here is pure; whatever is summed up is also kept raw, so that another variant
 * can be computed without another run.
 */
package dev.rewardgrader.grade.swe.gate;
