/** The {@code grader conformance} commands: each runs one family's labelled suites. */
package dev.rewardgrader.cli.conformance;
