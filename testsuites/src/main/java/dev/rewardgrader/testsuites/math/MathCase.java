package dev.rewardgrader.testsuites.math;

import dev.rewardgrader.grade.math.MathOptions;

/**
 * One labelled pair of the mathematics conformance suites.
 *
 * @param id stable and unique
 * @param suite the file it comes from, without its ending
 * @param gold the reference answer
 * @param answer the completion
 * @param expected whether a verifier has to accept
 * @param required whether the verdict is scored
 * @param options the conventions that the case asks for
 */
public record MathCase(
    String id,
    String suite,
    String gold,
    String answer,
    boolean expected,
    boolean required,
    MathOptions options) {}
