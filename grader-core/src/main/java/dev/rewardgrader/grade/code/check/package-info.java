/**
 * Comparing what a program printed, or what a function returned, with what was expected: checkers,
 * the named comparison profiles of other evaluators, and checker programs. Everything here but the
 * checker programs is pure and works on bytes. Nothing of this ever enters a candidate's sandbox.
 */
package dev.rewardgrader.grade.code.check;
