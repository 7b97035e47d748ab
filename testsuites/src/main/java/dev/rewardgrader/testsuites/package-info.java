/**
 * Other people's formats: readers and writers for benchmarks and trainers, and the runners that
 * hold the graders against labelled data. How users bring their own suites.
 */
package dev.rewardgrader.testsuites;
