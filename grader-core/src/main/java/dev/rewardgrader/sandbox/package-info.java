/**
 * The sandbox port: what the graders ask of a place where untrusted programs run.
 *
 * <p>Adapters (Docker, bubblewrap) live in the {@code sandboxes} module. A grader leases a {@link
 * dev.rewardgrader.sandbox.Sandbox} from a {@link dev.rewardgrader.sandbox.SandboxPool}, puts files
 * into its box, runs programs under {@link dev.rewardgrader.sandbox.Limits} and reads back an
 * {@link dev.rewardgrader.sandbox.ExecutionResult}. Nothing here knows what a verdict is, and
 * expected outputs never pass through it.
 */
package dev.rewardgrader.sandbox;
