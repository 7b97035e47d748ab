package dev.rewardgrader.sandboxes;

/**
 * Whether one kind of sandbox works here, found out by running a program in it.
 *
 * @param backend {@code bubblewrap} or {@code docker}
 * @param usable whether a program ran
 * @param isolation what separates two runs, as in {@link
 *     dev.rewardgrader.sandbox.SandboxInfo#isolation()}; empty where nothing ran
 * @param account a sentence for a person: what was found, or why it cannot be used and what to do
 */
public record Diagnosis(String backend, boolean usable, String isolation, String account) {}
