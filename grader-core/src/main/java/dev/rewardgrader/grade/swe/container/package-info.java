/**
 * The port to the container of an evaluation: a fresh one each time, with limits, killed as a
 * whole. Adapters implement it; nothing of an engine may enter here.
 */
package dev.rewardgrader.grade.swe.container;
