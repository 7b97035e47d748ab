/** What Prometheus reads. */
package dev.rewardgrader.server.metrics;
