/**
 * Temporary folders that outlive no process for long, however it ended. Knows nothing of grading.
 */
package dev.rewardgrader.files;
