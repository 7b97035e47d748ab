/** Runs programs for their own sake, compiled once and kept warm. */
package dev.rewardgrader.server.run;
