/** Commands for software tasks: evaluate predictions, audit tasks. */
package dev.rewardgrader.cli.swe;
