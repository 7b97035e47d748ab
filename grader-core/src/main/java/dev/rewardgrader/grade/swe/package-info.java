/**
 * Software-engineering tasks: a patch judged by the tests of its own repository.
 *
 * <p>Here live the grading rules over a test log, in reference mode (the public SWE-bench harness,
 * verdict for verdict) and in strict mode (not to be deceived). The parts have packages of their
 * own: {@code python} (text semantics of the language the formats were made in), {@code logs} (log
 * parsers), {@code report} (structured reports as a second channel), {@code similarity} (patch
 * similarity rewards) and {@code gate} (gated rewards). Nothing here starts a process or opens a
 * socket.
 */
package dev.rewardgrader.grade.swe;
