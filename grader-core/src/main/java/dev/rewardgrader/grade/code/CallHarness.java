package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.sandbox.language.Program;
import java.util.List;
import java.util.Map;

/**
 * How a function of a candidate is called, in one language. The program reads a key and a request
 * from standard input and writes the key and the answer.
 */
interface CallHarness {

  /**
   * @param files sources by path
   * @param program what is compiled and run
   * @param compilerArguments for the compiler, beyond the language's own
   * @param reportsOnStdout whether the answer comes on standard output, and not on the report
   *     channel
   * @param failure why there is nothing to call, or null
   */
  record CallProgram(
      Map<String, String> files,
      Program program,
      List<String> compilerArguments,
      boolean reportsOnStdout,
      Outcome failure) {
    public CallProgram {
      files = Map.copyOf(files);
      compilerArguments = List.copyOf(compilerArguments);
    }
  }

  CallProgram prepare(Attempt attempt, EntryPoint entry, CallOptions options) throws GraderFault;
}
