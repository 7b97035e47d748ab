/**
 * From a completion to the stretch of it that is the final answer. Linear scans without regular
 * expressions; nothing here knows what the answer means.
 */
package dev.rewardgrader.grade.math.extract;
