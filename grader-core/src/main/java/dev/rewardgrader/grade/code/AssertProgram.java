package dev.rewardgrader.grade.code;

import dev.rewardgrader.sandbox.language.Program;
import java.util.List;
import java.util.Map;

/**
 * A program of candidate and tests. It reads a key from standard input before the candidate's code
 * can run, and writes a line of the key and a word when the tests have come to their end.
 *
 * @param files sources by path, gone from the sandbox before a compiled program runs
 * @param program what is compiled and run
 * @param compilerArguments for the compiler, beyond the language's own
 * @param reportsOnStdout whether the line comes on standard output, and not on the report channel
 * @param signs what in the candidate looks like tampering
 */
record AssertProgram(
    Map<String, String> files,
    Program program,
    List<String> compilerArguments,
    boolean reportsOnStdout,
    List<Tampering.Sign> signs) {
  AssertProgram {
    files = Map.copyOf(files);
    compilerArguments = List.copyOf(compilerArguments);
    signs = List.copyOf(signs);
  }
}
