/**
 * The sandboxes: {@link dev.rewardgrader.sandboxes.Sandboxes} makes pools of them.
 *
 * <p>Here live the adapters behind the core's sandbox port: a launcher for each outer wall, the
 * protocol that the supervisor speaks inside it, and the pool. Graders enter by the port alone.
 */
package dev.rewardgrader.sandboxes;
