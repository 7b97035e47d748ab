/** The allowance of steps that bounds all work on one answer. */
package dev.rewardgrader.grade.math.limits;
