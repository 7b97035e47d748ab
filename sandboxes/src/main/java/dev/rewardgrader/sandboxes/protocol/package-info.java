/** The frames that the supervisor speaks, and a client that runs programs with them. */
package dev.rewardgrader.sandboxes.protocol;
