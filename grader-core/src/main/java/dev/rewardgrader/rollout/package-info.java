/**
 * What goes in: a {@link dev.rewardgrader.rollout.Rollout} is one completion of a model for one
 * {@link dev.rewardgrader.rollout.Task}. The readers here turn JSON Lines into them and say of each
 * bad line where and what is wrong. Nothing here grades.
 */
package dev.rewardgrader.rollout;
