package dev.rewardgrader.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Runs the grader's command inside the test's process and keeps what it says. */
record Cli(int exitCode, String out, String err) {

  static Cli run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    int exitCode = command.execute(args);
    return new Cli(exitCode, out.toString(), err.toString());
  }

  /** The project's root folder. */
  static Path root() {
    String given = System.getProperty("grader.root");
    Path at = Path.of(given == null ? "" : given).toAbsolutePath();
    while (!Files.exists(at.resolve("examples/rollouts.jsonl"))) {
      at = at.getParent();
    }
    return at;
  }
}
