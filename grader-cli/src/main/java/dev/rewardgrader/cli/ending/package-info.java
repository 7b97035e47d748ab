/** How commands end when a signal asks the process to. */
package dev.rewardgrader.cli.ending;
