/**
 * Facts about a patch that need no test: diagnostics of compilers and checkers before and after it
 * (as arXiv 2510.22907 argues for process rewards). What runs the tools in a container stays
 * outside.
 */
package dev.rewardgrader.grade.swe.facts;
