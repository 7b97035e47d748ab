/**
 * Wrong queries made from right ones, and which of them a task's databases and metric reward. The
 * queries are made from the gold's text alone; their rewards come from the grader as any other's.
 */
package dev.rewardgrader.grade.sql.audit;
