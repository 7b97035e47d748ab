package dev.rewardgrader.cli;

import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.engine.BadLineException;
import dev.rewardgrader.json.InputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said, and with which exit code a command ends, when it cannot do what it was asked. */
final class Failures {
  private static final String READER_GONE = "Broken pipe";

  private static final Pattern CHOICES = Pattern.compile("one of \\[[^]]*] \\(case-insensitive\\)");

  private Failures() {}

  /** For a command line that is wrong: what is, and where the help stands. */
  static int badUsage(ParameterException given, String[] args) {
    ParameterException failure = misspelt(given);
    CommandLine command = failure.getCommandLine();
    say(command, withWords(failure));
    boolean suggested = UnmatchedArgumentException.printSuggestions(failure, command.getErr());
    if (!suggested && !command.getSubcommands().isEmpty()) {
      command.usage(command.getErr());
    } else {
      command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.BAD_INPUT;
  }

  /** Choices as they are written, where the library tells the names of constants. */
  private static String withWords(ParameterException failure) {
    String message = failure.getMessage();
    Object[] choices =
        failure.getArgSpec() == null
            ? null
            : failure.getArgSpec().typeInfo().getType().getEnumConstants();
    return choices == null
        ? message
        : CHOICES
            .matcher(message)
            .replaceFirst(Matcher.quoteReplacement("one of " + words(choices)));
  }

  private static String words(Object... choices) {
    return Stream.of(choices).map(Object::toString).collect(Collectors.joining(", "));
  }

  /** What is missing is often only misspelt, and then that is what helps. */
  private static ParameterException misspelt(ParameterException failure) {
    List<String> unknown = failure.getCommandLine().getUnmatchedArguments();
    return failure instanceof MissingParameterException
            && unknown.stream().anyMatch(argument -> argument.startsWith("-"))
        ? new UnmatchedArgumentException(failure.getCommandLine(), unknown)
        : failure;
  }

  /** For what went wrong while a command ran. */
  static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    if (isReaderGone(failure)) {
      return ExitCode.READER_GONE;
    }
    String message = message(failure);
    say(command, message);
    if (message.equals(failure.toString())) {
      failure.printStackTrace(command.getErr());
      return ExitCode.UNEXPECTED;
    }
    return ExitCode.BAD_INPUT;
  }

  /** Whether whoever read what we print wants no more, as {@code | head} does. */
  static boolean isReaderGone(Exception failure) {
    return failure instanceof IOException
        && failure.getMessage() != null
        && failure.getMessage().endsWith(READER_GONE);
  }

  private static void say(CommandLine command, String message) {
    command.getErr().println(command.getColorScheme().errorText("grader: " + message));
  }

  /** A sentence for what a user can mend, and the exception's own text for anything else. */
  private static String message(Exception failure) {
    return switch (failure) {
      case InputException e -> e.getMessage();
      case BadLineException e -> e.getMessage();
      case NoSuchFileException e -> e.getFile() + ": no such file";
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case FileAlreadyExistsException e -> e.getFile() + ": exists already";
      case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
      case IOException e when e.getMessage() != null -> e.getMessage();
      default -> failure.toString();
    };
  }
}
