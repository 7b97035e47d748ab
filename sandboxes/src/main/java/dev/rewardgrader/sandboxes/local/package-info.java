/** The outer wall where no container engine runs: bubblewrap around the host's own programs. */
package dev.rewardgrader.sandboxes.local;
