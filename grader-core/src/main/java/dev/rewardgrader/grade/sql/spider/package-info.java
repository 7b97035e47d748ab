/**
 * Spider's exact set match: the reference's small parser with its failures, its ten components and
 * its hardness levels (process_sql.py and evaluation.py of Spider and test-suite-sql-eval). It
 * serves that metric alone; a real SQL parser does not live here.
 */
package dev.rewardgrader.grade.sql.spider;
