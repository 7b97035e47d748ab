/**
 * The graders of all families with what they hold open, for whoever grades: the command line and
 * the service.
 */
package dev.rewardgrader.sandboxes.graders;
