/** The labelled suites of mathematical answers: their format, and how a verifier fares on them. */
package dev.rewardgrader.testsuites.math;
