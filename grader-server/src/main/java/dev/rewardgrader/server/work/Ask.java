package dev.rewardgrader.server.work;

/**
 * Who wants what done.
 *
 * @param lane which workers do it; lanes never wait for each other
 * @param caller who asks: callers take turns
 * @param group what it belongs to: the groups of a caller take turns
 * @param key the work's content: equal keys are the same work, which is done once
 */
public record Ask(String lane, String caller, String group, String key) {}
