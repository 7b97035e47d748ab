/** The table of units and their conversion. */
package dev.rewardgrader.grade.math.units;
