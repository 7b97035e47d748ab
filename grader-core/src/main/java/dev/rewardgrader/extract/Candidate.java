package dev.rewardgrader.extract;

/**
 * What is judged.
 *
 * @param text the code, query, patch or answer
 * @param language the language it is written in as far as the extraction tells, or null
 * @param rule the name of the rule that found it, such as {@code last-fence}
 */
public record Candidate(String text, String language, String rule) {}
