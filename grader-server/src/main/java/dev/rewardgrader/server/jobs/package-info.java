/** Long work that is submitted, asked for and survives a restart. */
package dev.rewardgrader.server.jobs;
