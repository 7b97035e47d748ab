/**
 * Picks one of a prompt's candidates by the results that they have in common. It sees fingerprints
 * and never a gold, a score or a reward.
 */
package dev.rewardgrader.grade.sql.vote;
