package dev.rewardgrader.cli;

import dev.rewardgrader.engine.BadLineException;
import dev.rewardgrader.json.InputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Where the {@code grader} command starts. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine(args.length == 0 ? "" : args[0]).execute(args));
  }

  /** The whole command, ready to run; tests call it too. */
  public static CommandLine commandLine() {
    return commandLine("");
  }

  private static CommandLine commandLine(String called) {
    return GraderCommand.commandLine(called)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::failed);
  }

  private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    String message = message(failure);
    command.getErr().println(command.getColorScheme().errorText("grader: " + message));
    if (message.equals(failure.toString())) {
      failure.printStackTrace(command.getErr());
      return ExitCode.UNEXPECTED;
    }
    return ExitCode.BAD_INPUT;
  }

  /** A sentence for what a user can mend, and the exception's own text for anything else. */
  private static String message(Exception failure) {
    return switch (failure) {
      case InputException e -> e.getMessage();
      case BadLineException e -> e.getMessage();
      case NoSuchFileException e -> e.getFile() + ": no such file";
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case FileAlreadyExistsException e -> e.getFile() + ": exists already";
      case IOException e when e.getMessage() != null -> e.getMessage();
      default -> failure.toString();
    };
  }
}
