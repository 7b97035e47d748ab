package dev.rewardgrader.server.jobs;

/**
 * What is known of a job.
 *
 * @param total rollouts
 * @param done records that are there
 * @param faults records of those that are faults, counted since the service started
 * @param problem why the job cannot go on, or null
 */
public record JobStatus(
    String id, JobState state, long total, long done, long faults, String problem) {}
