/**
 * What a judgement is: a {@link dev.rewardgrader.grade.Grader} turns a task and a completion into a
 * {@link dev.rewardgrader.grade.Grade}, which holds a verdict about the candidate, never a reward.
 * A fault of ours is a {@link dev.rewardgrader.grade.GraderFault} and never a verdict. The families
 * live in sub-packages.
 */
package dev.rewardgrader.grade;
