package dev.rewardgrader.server;

import dev.rewardgrader.reward.RewardPolicy;
import dev.rewardgrader.rollout.TaskLookup;
import dev.rewardgrader.server.http.HttpLimits;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a service runs.
 *
 * @param port 0 for any free one
 * @param token what clients must know, or null to let everybody in
 * @param jobs rollouts of a family graded at one time
 * @param queue requests that wait at one time
 * @param policy for all rollouts; null leaves it to each task and its family
 * @param revealTests whether reasons show inputs and expected outputs
 * @param tasks what rollouts name by id beside the uploaded tasks
 * @param data where relative paths in tasks start, and what they may not leave
 * @param state where uploaded tasks and jobs are kept
 * @param drain how long a service that ends waits for what is running
 */
public record ServerOptions(
    String host,
    int port,
    String token,
    int jobs,
    int queue,
    RewardPolicy policy,
    boolean revealTests,
    TaskLookup tasks,
    Path data,
    Path state,
    Duration drain,
    HttpLimits limits) {}
