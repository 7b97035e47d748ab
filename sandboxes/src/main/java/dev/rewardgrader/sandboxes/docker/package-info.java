/**
 * The outer wall by a Docker engine: hardened containers with the supervisor as their first
 * process, spoken to over one attached stream.
 */
package dev.rewardgrader.sandboxes.docker;
