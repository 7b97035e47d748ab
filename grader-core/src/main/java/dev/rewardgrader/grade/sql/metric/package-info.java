/**
 * Every metric as a pure function of two results: the published ones with their flaws, and the
 * sound ones that are the default. A metric never runs a query, reads a file or knows a task.
 */
package dev.rewardgrader.grade.sql.metric;
