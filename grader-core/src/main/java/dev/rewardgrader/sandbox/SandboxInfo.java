package dev.rewardgrader.sandbox;

/**
 * Where a candidate ran, as told in the reward record.
 *
 * @param backend {@code docker} or {@code bubblewrap}
 * @param image the image's reference with its digest, or null where the host's own programs were
 *     used
 * @param isolation what separates two runs inside: {@code namespaces} (own user, process, mount and
 *     IPC namespaces with a private temporary file system) or {@code processes} (own process tree,
 *     killed as a whole; the box is used for one candidate only)
 */
public record SandboxInfo(String backend, String image, String isolation) {}
