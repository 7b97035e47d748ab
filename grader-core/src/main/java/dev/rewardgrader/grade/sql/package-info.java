/**
 * Judges SQL: {@link dev.rewardgrader.grade.sql.SqlGrader} takes a task and a completion through
 * extraction, gate, engine and metrics. What is pure or about engines lives in the sub-packages;
 * this one only ties them together.
 */
package dev.rewardgrader.grade.sql;
