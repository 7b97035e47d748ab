/**
 * The service: what trainers send their rollouts to. {@code http} reads and answers requests,
 * {@code work} decides whose turn it is, {@code grading} makes records, and each API has a class.
 */
package dev.rewardgrader.server;
