/**
 * Ball arithmetic: real and complex numbers with proven error bounds, at any precision. Two
 * disjoint balls prove a difference; what a verdict makes of overlapping ones is decided elsewhere.
 */
package dev.rewardgrader.grade.math.numeric;
