/**
 * Files of the published text-to-SQL benchmarks and trainers, read into tasks and rollouts. Nothing
 * here runs a query.
 */
package dev.rewardgrader.testsuites.sql.formats;
