/** One Maven run for many tests, and what its Surefire reports say of each of them. */
package dev.rewardgrader.grade.swe.maven;
