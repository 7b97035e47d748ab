/**
 * Reads {@code languages.yaml}: how each language compiles and runs.
 *
 * <p>The records themselves are the port's ({@link dev.rewardgrader.sandbox.language.Language});
 * only the file's layout lives here.
 */
package dev.rewardgrader.sandboxes.languages;
