/**
 * Readers of labelled text-to-SQL data and the runs that compare our verdicts with the published
 * ones. Metrics and engines live in the core; nothing here scores anything.
 */
package dev.rewardgrader.testsuites.sql;
