/**
 * Structured test reports, the second channel beside the log: JUnit and Surefire XML, googletest
 * and CTest XML, {@code go test -json} and TAP. They are written by code under test and are read as
 * such. Readers and what compares them with a log may enter.
 */
package dev.rewardgrader.grade.swe.report;
