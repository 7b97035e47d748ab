/** How commands end: what the shell is told, and what is done when a signal asks for it. */
package dev.rewardgrader.cli.ending;
