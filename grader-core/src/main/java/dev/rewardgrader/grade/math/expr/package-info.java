/**
 * The typed tree of an answer and its numbers. Data only: no parsing, no evaluation, no policy may
 * enter.
 */
package dev.rewardgrader.grade.math.expr;
