/**
 * Spider's test-suite execution accuracy (test-suite-sql-eval): the text changes that the reference
 * makes to both queries, bug for bug, and the comparison over all databases of a schema.
 */
package dev.rewardgrader.grade.sql.suite;
