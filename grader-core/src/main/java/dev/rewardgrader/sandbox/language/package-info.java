/**
 * How the programs of a language are compiled and run, as plain data.
 *
 * <p>The values come from {@code languages.yaml}, which the {@code sandboxes} module reads; graders
 * see only these records. Nothing here touches a file or a process.
 */
package dev.rewardgrader.sandbox.language;
