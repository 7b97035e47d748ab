/**
 * The {@code grader} command: options, progress and reports, and nothing that a library user would
 * miss. Every command is a class; what it does lives in the modules below.
 */
package dev.rewardgrader.cli;
