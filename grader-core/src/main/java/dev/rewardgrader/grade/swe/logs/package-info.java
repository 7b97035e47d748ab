/**
 * Log parsers: what a test runner printed goes in, a status for each test comes out.
 *
 * <p>They answer to the names of the SWE-bench 5.x registry and agree with its maps. Each is linear
 * in the log, because the log is written by code under test. Only parsers and what they share may
 * enter; what a status means for a verdict is not known here.
 */
package dev.rewardgrader.grade.swe.logs;
