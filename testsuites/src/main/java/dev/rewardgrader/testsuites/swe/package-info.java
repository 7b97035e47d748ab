/**
 * Software-engineering suites: readers and writers of the formats of SWE-bench and its relatives,
 * and the conformance runner that compares the grader with recorded verdicts of the public harness.
 */
package dev.rewardgrader.testsuites.swe;
