/**
 * Problem packages of Kattis, ICPC and DOMjudge: read as tasks, and held against the submissions
 * that come with them. Needs a grader of code; runs nothing itself.
 */
package dev.rewardgrader.testsuites.packages;
