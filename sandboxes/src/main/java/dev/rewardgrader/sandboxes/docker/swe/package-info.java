/**
 * Containers for the evaluation of software tasks, through docker-java. Each evaluation has one of
 * its own, started fresh and killed as a whole; nothing is pooled here.
 */
package dev.rewardgrader.sandboxes.docker.swe;
