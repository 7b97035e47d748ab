/** The service's own endpoints. */
package dev.rewardgrader.server.v1;
