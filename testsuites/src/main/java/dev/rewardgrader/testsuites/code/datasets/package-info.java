/**
 * Rows of public datasets as tasks, each with the comparison rule that its own evaluator uses. What
 * a row lacks or what cannot be judged is an error that names the row, never a task that judges
 * something else.
 */
package dev.rewardgrader.testsuites.code.datasets;
