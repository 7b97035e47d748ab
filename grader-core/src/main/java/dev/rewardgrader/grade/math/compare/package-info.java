/**
 * The comparison of two trees, layer by layer. Conventions (percent, order, names, decimals) come
 * in as {@link dev.rewardgrader.grade.math.compare.Rules}; every outcome says which layer decided
 * and how sure it is.
 */
package dev.rewardgrader.grade.math.compare;
