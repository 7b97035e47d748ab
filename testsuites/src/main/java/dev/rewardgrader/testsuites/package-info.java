/** Readers of benchmark and trainer formats, one sub-package for each task family. */
package dev.rewardgrader.testsuites;
