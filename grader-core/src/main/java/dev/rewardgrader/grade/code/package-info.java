/**
 * Judges programs by tests. {@link dev.rewardgrader.grade.code.CodeGrader} finds the candidate in a
 * completion, has it compiled once and sends it to the judge of the task's test form: programs that
 * print, functions that return, or test source that asserts. How languages differ stands in small
 * harnesses, and in the resources beside this package that run inside the sandbox.
 *
 * <p>Expected outputs of tests stay on this side of the sandbox. What a candidate's process says
 * about itself never decides: see {@code docs/code.md} for what each form trusts.
 */
package dev.rewardgrader.grade.code;
