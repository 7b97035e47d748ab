/** Options that several commands share. */
package dev.rewardgrader.cli.options;
