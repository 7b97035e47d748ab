/**
 * Runs one read-only query on one database and hands back its result. Each engine is opened behind
 * its own walls; the worker processes are the last one. Nothing here knows golds, metrics or
 * rewards.
 */
package dev.rewardgrader.grade.sql.engine;
